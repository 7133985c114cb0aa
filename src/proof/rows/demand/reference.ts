import { findTable, idOf } from '../../../model/element.ts';
import type { ObjectId } from '../../../model/id.ts';
import type { ForeignKey } from '../../../model/schema-object.ts';
import { keyOf } from '../expression/datum.ts';
import type { Row, Value } from '../rows.ts';
import { unique } from '../seed.ts';
import { type Constraint, verdictOf } from './constraint.ts';
import type { Lens } from './lens.ts';
import { isNotNull } from './value-constraints.ts';

/** A foreign key of one of the models, between tables that get rows. */
export type Reference = {
  readonly key: ForeignKey;
  readonly lens: Lens;
  /** The table that gets the rows that this refers to; undefined where the plan makes it, and it has none. */
  readonly parent: ObjectId | undefined;
  readonly self: boolean;
  /** Whether a row can be inserted before the row that it refers to: with NULL. */
  readonly canBeNull: boolean;
  /** Whether the row that it refers to may come later: it is checked at the end, or only once the plan has made it. */
  readonly canWait: boolean;
};

/** The rows of the other tables, as far as there are any yet. */
export type Placed = ReadonlyMap<ObjectId, PlacedTable>;
export type PlacedTable = { readonly lenses: readonly Lens[]; readonly rows: readonly Row[] };

/**
 * @param now whether the lens is that of the model into which rows are inserted
 * @param tableOf the table that gets rows, by the id of the table in the lens's model
 */
export function referencesOf(
  lens: Lens,
  now: boolean,
  own: ObjectId,
  tableOf: (id: ObjectId) => ObjectId | undefined,
): readonly Reference[] {
  return lens.table.foreignKeys.map((key): Reference => {
    const { schema, table } = key.references;
    const parent = tableOf(idOf('table', [schema, table]));
    const nullable = key.columns.map((name) => canHoldNull(lens, name));
    return {
      key,
      lens,
      parent,
      self: parent === own,
      canBeNull: key.match === 'full' ? nullable.every(Boolean) : nullable.some(Boolean),
      canWait: !now || key.deferral !== 'no',
    };
  });
}

function canHoldNull(lens: Lens, name: string): boolean {
  const column = lens.table.columns.find((candidate) => candidate.name === name);
  return column !== undefined && column.value.kind !== 'generated' && !isNotNull(lens, column);
}

/** @param placed the rows of tables that come before this one; what is not among them comes later */
export function referenceConstraint(reference: Reference, placed: Placed): Constraint {
  const { key, lens, parent, self } = reference;
  const later = parent !== undefined && !self && !placed.has(parent);
  const others = self || parent === undefined ? [] : (placed.get(parent)?.rows ?? []);
  const parentLens = self ? lens : parentLensOf(reference, placed);
  const keys = new WeakMap<Row, string | undefined>();
  const keyIn = (of: Lens, row: Row, columns: readonly string[]) => {
    const data = columns.map((column) => keyOf(of.read(row, column)));
    return data.includes(undefined) ? undefined : JSON.stringify(data);
  };
  const parentKey = (row: Row) => {
    if (!keys.has(row)) keys.set(row, parentLens && keyIn(parentLens, row, key.references.columns));
    return keys.get(row);
  };
  const { schema, table } = key.references;
  return {
    name: key.name,
    reason: later
      ? `it needs rows of ${schema}.${table}, which in turn needs its rows`
      : others.length === 0 && !self
        ? `it needs rows of ${schema}.${table}, which has none`
        : `no row of ${schema}.${table} was found that it could refer to`,
    columns: unique([
      ...key.columns.flatMap((column) => lens.needs(column)),
      ...(self ? key.references.columns.flatMap((column) => lens.needs(column)) : []),
    ]),
    alone: false,
    verdict: (row, earlier) => {
      const kinds = key.columns.map((column) => lens.read(row, column).kind);
      const nulls = kinds.filter((kind) => kind === 'null').length;
      if (key.match === 'full' && nulls > 0) return verdictOf(nulls === kinds.length);
      if (nulls > 0) return 'yes';
      if (later) return verdictOf(!reference.canBeNull && reference.canWait);
      const wanted = keyIn(lens, row, key.columns);
      const found = (self ? [...earlier, row] : others).map(parentKey);
      if (wanted !== undefined && found.includes(wanted)) return 'yes';
      return wanted === undefined || found.includes(undefined) ? 'unknown' : 'no';
    },
  };
}

/** What a column of the inserted row would have to be to refer to rows that are there. */
export function referencedValues(
  reference: Reference,
  column: string,
  placed: Placed,
  earlier: readonly Row[],
): readonly Value[] {
  const { key, lens, parent, self } = reference;
  const rows = self ? earlier : parent === undefined ? [] : (placed.get(parent)?.rows ?? []);
  const parentLens = self ? lens : parentLensOf(reference, placed);
  if (parentLens === undefined) return [];
  return key.columns.flatMap((name, position) => {
    if (lens.needs(name)[0] !== column) return [];
    const target = key.references.columns[position] as string;
    return rows.map((row) => textIn(parentLens, row, target));
  });
}

/** The text of a column of a row that is there, also of a generated one. */
export function textIn(lens: Lens, row: Row, name: string): Value {
  const [source, ...others] = lens.needs(name);
  const value = lens.read(row, name);
  if (value.kind === 'text' || value.kind === 'literal') return value.value;
  const column = lens.table.columns.find((candidate) => candidate.name === name);
  if (column?.value.kind === 'generated') return value.kind === 'number' ? String(value.value) : null;
  return source === undefined || others.length > 0 ? null : (row[source] ?? null);
}

function parentLensOf({ key, lens, parent }: Reference, placed: Placed): Lens | undefined {
  const { schema, table } = key.references;
  const wanted = findTable(lens.model, schema, table);
  const lenses = parent === undefined ? [] : (placed.get(parent)?.lenses ?? []);
  return lenses.find((candidate) => candidate.table === wanted);
}
