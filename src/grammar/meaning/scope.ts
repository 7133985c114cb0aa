import type { Fields } from '../tree.ts';
import type { Form, Term } from './term.ts';
import type { Type } from './type.ts';

/** What names in an expression mean where it stands. */
export type Scope = {
  /** A ColumnRef by its parts; the last is `*` for all columns. */
  column(parts: readonly string[]): Term;
  /** Whether a ColumnRef is one, and not the argument of a routine. */
  isColumn(parts: readonly string[]): boolean;
  /** A query within the expression. */
  query(select: Fields): QueryTerm;
};

export type OutputColumn = { readonly name: string; readonly type: Type | undefined };

export type QueryTerm = {
  readonly form: Form;
  /** Undefined where a `*` hides them. */
  readonly columns: readonly OutputColumn[] | undefined;
};

export const starName = '*';
