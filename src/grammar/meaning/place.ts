import type { MentionedName } from '../../model/sql.ts';
import type { DataType } from '../../model/type.ts';

/** Where a piece of SQL stands, and what is known there about the names in it. */
export type Place = ExpressionPlace | QueryPlace | BodyPlace;

/** A default, a check, a predicate, the key of an index, the WHEN of a trigger, a generated value. */
export type ExpressionPlace = {
  readonly kind: 'expression';
  /** The type of a column that the expression can mention; `VALUE` of a domain is one. */
  readonly column: (name: string) => DataType | undefined;
  /** What the value is assigned to: the type of the column for a default; absent for conditions and keys of indexes. */
  readonly assignedTo?: DataType;
};

/** The query of a view. */
export type QueryPlace = {
  readonly kind: 'query';
  /** The columns of a table or view in their order. */
  readonly relation: (name: MentionedName) => ReadonlyMap<string, DataType> | undefined;
  /** Names that the view gives to its columns; empty: the query's own. */
  readonly columns: readonly string[];
};

/** `RETURN …` or `BEGIN ATOMIC … END` of a routine. */
export type BodyPlace = {
  readonly kind: 'body';
  readonly argument: (name: string) => DataType | undefined;
  /** What the value of RETURN becomes; absent where that is not known. */
  readonly returns?: DataType;
  /** The columns of a table or view in their order; absent where none are known. */
  readonly relation?: QueryPlace['relation'];
};
