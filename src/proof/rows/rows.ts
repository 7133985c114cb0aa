import type { ObjectId } from '../../model/id.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { RowProblem } from './verdict.ts';

/** What a type's input function reads; null is NULL. */
export type Value = string | null;

/** By column. Generated columns are not in it. */
export type Row = Readonly<Record<string, Value>>;

/** Rows for every table of a model, such that each satisfies the constraints as it is inserted. */
export type Rows = {
  /** In an order in which they can be inserted. */
  readonly tables: readonly TableRows[];
  /** What closes cycles of foreign keys, once all rows are there. */
  readonly updates: readonly RowUpdate[];
  /** Whether rows refer to rows that come later, by foreign keys that can be checked late. */
  readonly circular: boolean;
  /** What could not be satisfied. */
  readonly problems: readonly RowProblem[];
  readonly doubts: readonly Doubt[];
};

/** Something of which nobody but the server can tell whether rows of a table satisfy it. */
export type Doubt = {
  /** As it is before the plan. */
  readonly table: ObjectId;
  /** Its name, as the model has it that asks for it; types and NOT NULL have none. */
  readonly constraint?: string;
  /** The column whose type or domain asks for it. */
  readonly column?: string;
  /** How many rows. */
  readonly rows: number;
};

export type TableRows = {
  readonly table: QualifiedName;
  /** Those that an INSERT names. */
  readonly columns: readonly string[];
  /** Virtual columns: the server computes them when they are read, and can fail only then. */
  readonly virtual: readonly string[];
  /** Whether a column is GENERATED ALWAYS AS IDENTITY. */
  readonly overriding: boolean;
  /** Where the sequences of serial and identity columns stand after these rows. */
  readonly sequences: readonly { readonly column: string; readonly last: string }[];
  readonly rows: readonly Row[];
};

/** Columns of one row that were NULL when it was inserted, because the row that they refer to was not there yet. */
export type RowUpdate = {
  readonly table: QualifiedName;
  /** The primary key of the row. */
  readonly key: Row;
  readonly set: Row;
};

/** One SQL expression as a parse tree of libpg-query; undefined where it is none. */
export type ParseExpression = (text: string) => unknown;

export type Wanted = {
  /** How many rows a table gets at least; more where a column has a longer list of values, so that each is used. */
  readonly perTable: number;
  /** Whether also the ends of types' ranges are used: integers that no narrower type holds, infinite times, NaN. */
  readonly extremes: boolean;
  /** Whether rows are left out of which only the server could tell whether they satisfy everything. */
  readonly certain: boolean;
  readonly parse: ParseExpression;
};
