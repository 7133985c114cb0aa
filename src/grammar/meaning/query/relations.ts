import type { OutputColumn } from '../scope.ts';
import type { Form, Term } from '../term.ts';
import type { Type } from '../type.ts';

/** Something in a FROM list that columns can be taken from. */
export type Relation = {
  readonly alias: string | undefined;
  /** In their order; undefined where they are not known. */
  readonly columns: ReadonlyMap<string, Type | undefined> | undefined;
  /** A function whose values have no row around them. */
  readonly scalar?: boolean;
};

/** What an item of a FROM list is, and what a `*` takes from it. */
export type FromItem = {
  readonly form: Form;
  readonly relations: readonly Relation[];
  /** Columns of joins with USING, of which each is one of both sides. */
  readonly merged: ReadonlyMap<string, Term>;
  readonly all: readonly NamedTerm[] | undefined;
};

export type NamedTerm = { readonly name: string; readonly term: Term };

export function columnsOf(columns: readonly OutputColumn[] | undefined): Relation['columns'] {
  return columns === undefined ? undefined : new Map(columns.map(({ name, type }) => [name, type]));
}

export function columnTerm(alias: string, name: string, type: Type | undefined): Term {
  return { form: ['column', alias, name], type };
}

/** Every column of a relation, if they are known. */
export function allColumns({ alias, columns }: Relation): readonly NamedTerm[] | undefined {
  if (alias === undefined || columns === undefined) return undefined;
  return [...columns].map(([name, type]) => ({ name, term: columnTerm(alias, name, type) }));
}
