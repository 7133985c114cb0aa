import type { ObjectId } from '../../model/id.ts';
import { dotted } from '../../model/id.ts';
import type { Column } from '../../model/schema-object.ts';
import { type Candidates, candidatesOf } from './demand/candidates.ts';
import type { Constraint } from './demand/constraint.ts';
import type { Demand } from './demand/demand.ts';
import { hintsFor } from './demand/hints-for.ts';
import {
  type Placed,
  type Reference,
  referenceConstraint,
  referencedValues,
  textIn,
} from './demand/reference.ts';
import { findRow, type Variable } from './demand/search.ts';
import { isNotNull } from './demand/value-constraints.ts';
import type { Doubt, Row, TableRows, Value, Wanted } from './rows.ts';
import { numbers, seedOf, unique } from './seed.ts';
import { fits } from './type/fits.ts';
import { type ResolvedType, resolveType } from './type/resolve.ts';
import type { RowProblem } from './verdict.ts';

/** A row that a table must have, because a row of another table refers to it before it is there. */
export type Promised = { readonly parent: ObjectId; readonly values: Row };

/** No list of values is longer than a table should be. */
const mostRows = 40;

/** How many values a column is tried with at first. */
const fewCandidates = 12;

type Filled = {
  readonly rows: TableRows;
  readonly problems: readonly RowProblem[];
  readonly doubts: readonly Doubt[];
};

/** @param placed the tables that have their rows already */
export function fillTable(
  demand: Demand,
  placed: Placed,
  promised: readonly Promised[],
  wanted: Wanted,
): Filled {
  // To ask the constraints about every candidate is most of the work, and most tables need few.
  const { filled, complete } = fillFrom(fewCandidates, demand, placed, promised, wanted);
  return complete ? filled : fillFrom(mostRows, demand, placed, promised, wanted).filled;
}

/** @param candidateCount of each column, about */
function fillFrom(
  candidateCount: number,
  demand: Demand,
  placed: Placed,
  promised: readonly Promised[],
  wanted: Wanted,
): { readonly filled: Filled; readonly complete: boolean } {
  const { table } = demand;
  const columns = table.columns.filter(({ value }) => value.kind !== 'generated');
  const references = demand.references.map((reference) => referenceConstraint(reference, placed));
  const constraints = [...demand.constraints, ...references];
  const pins = promised.filter(({ parent }) => parent === demand.id).map(({ values }) => values);
  const hints = hintsFor(demand);
  const keys = new Set([table.primaryKey, ...table.uniques].flatMap((key) => key?.columns ?? []));
  const request = { count: Math.max(candidateCount, wanted.perTable), extremes: wanted.extremes };
  const candidates = new Map(
    columns.map((column) => {
      const seed = seedOf(table.schema, table.name, column.name);
      const type = resolveType(column.type, demand.model);
      const own =
        numbered(column, request.count) ??
        candidatesOf(type, typesAfter(demand, column), hints(column.name), {
          ...request,
          seed,
          key: keys.has(column.name),
        });
      return [column.name, allowed(column.name, own, constraints)] as const;
    }),
  );
  const lists = [...candidates.values()].map(({ list }) => list.length);
  const goal = Math.max(wanted.perTable, pins.length, Math.min(mostRows, Math.max(0, ...lists)));
  const rows: Row[] = [];
  const doubted = new Map<Constraint, number>();
  let blamed: Constraint | undefined;
  const ordered = inUsefulOrder(columns, constraints, demand.references);
  while (rows.length < goal) {
    const pin = pins[rows.length] ?? {};
    const variables = ordered.map((column): Variable => {
      if (column.name in pin) return { column: column.name, values: [pin[column.name] ?? null] };
      return {
        column: column.name,
        values: leastUsedFirst(valuesFor(column, demand, candidates, placed, rows), column.name, rows),
      };
    });
    const result = findRow(variables, constraints, rows, wanted.certain);
    if (!result.found) {
      blamed = result.by;
      break;
    }
    rows.push(result.row);
    for (const constraint of result.doubted) doubted.set(constraint, (doubted.get(constraint) ?? 0) + 1);
  }
  const name = dotted(table.schema, table.name);
  const untyped = columns.find(
    (column) => candidates.get(column.name)?.values.length === 0 && isNotNull({ table }, column),
  );
  const unknownType = untyped && {
    table: name,
    column: untyped.name,
    reason: 'it has no rows: no value of its type is known',
  };
  const missing = rows.length < wanted.perTable;
  const filled: Filled = {
    rows: {
      table: { schema: table.schema, name: table.name },
      columns: columns.map((column) => column.name),
      virtual: table.columns.filter(isVirtual).map((column) => column.name),
      overriding: columns.some(({ value }) => value.kind === 'identity' && value.always),
      sequences: columns.flatMap((column) => {
        const used = new Set(rows.map((row) => row[column.name]));
        const last = numbered(column, request.count)?.values.findLast((value) => used.has(value));
        return last === undefined ? [] : [{ column: column.name, last }];
      }),
      rows,
    },
    problems: missing ? [unknownType ?? problemOf(name, rows.length, blamed)] : [],
    doubts: [...doubted].map(([constraint, count]) => ({
      table: demand.id,
      ...(constraint.name === undefined ? {} : { constraint: constraint.name }),
      ...(constraint.column === undefined ? {} : { column: constraint.column }),
      rows: count,
    })),
  };
  return { filled, complete: rows.length >= goal };
}

function isVirtual({ value }: Column): boolean {
  return value.kind === 'generated' && !value.stored;
}

/** The rows that others must have, for those references of these rows that wait for them. */
export function promisesOf(demand: Demand, placed: Placed, rows: readonly Row[]): readonly Promised[] {
  return demand.references.flatMap(({ key, lens, parent, self, canBeNull, canWait }) => {
    if (parent === undefined || self || placed.has(parent) || canBeNull || !canWait) return [];
    return rows.map((row) => ({
      parent,
      values: Object.fromEntries(
        key.columns.map((column, position) => [
          key.references.columns[position] as string,
          textIn(lens, row, column),
        ]),
      ),
    }));
  });
}

function problemOf(table: string, found: number, by: Constraint | undefined): RowProblem {
  const count = found === 0 ? 'it has no rows' : `it has only ${found} ${found === 1 ? 'row' : 'rows'}`;
  return {
    table,
    ...(by?.name === undefined ? {} : { constraint: by.name }),
    ...(by?.column === undefined ? {} : { column: by.column }),
    reason: by === undefined ? count : `${count}: ${by.reason}`,
  };
}

/** Into what the plan converts a column. */
function typesAfter({ lenses }: Demand, { name }: Column): readonly ResolvedType[] {
  return lenses
    .slice(1)
    .flatMap((lens) =>
      lens.table.columns.flatMap((column) =>
        lens.needs(column.name).includes(name) ? [resolveType(column.type, lens.model)] : [],
      ),
    );
}

/** What a sequence of the column's own would give. */
function numbered(column: Column, count: number): Candidates | undefined {
  const { value } = column;
  if (value.kind !== 'serial' && value.kind !== 'identity') return undefined;
  const options = value.kind === 'identity' ? value.options : {};
  const step = BigInt(options.increment ?? '1');
  const down = step < 0n;
  const start = BigInt(options.start ?? (down ? (options.maxValue ?? '-1') : (options.minValue ?? '1')));
  return { values: numbers(count * 2).map((n) => String(start + BigInt(n) * step)), list: [] };
}

/** Without the values that the column's own constraints refuse. */
function allowed(
  column: string,
  { values, list }: Candidates,
  constraints: readonly Constraint[],
): Candidates {
  const own = constraints.filter(
    ({ alone, columns }) => alone && columns.length === 1 && columns[0] === column,
  );
  const isAllowed = (value: string) =>
    own.every((constraint) => constraint.verdict({ [column]: value }, []) !== 'no');
  // Where nothing is left, the search says which constraint it was.
  const left = values.filter(isAllowed);
  return { values: left.length === 0 ? values : left, list: list.filter(isAllowed) };
}

/** Columns of foreign keys first, then those that most constraints look at: what fails should fail early. */
function inUsefulOrder(
  columns: readonly Column[],
  constraints: readonly Constraint[],
  references: readonly Reference[],
): readonly Column[] {
  const referring = new Set(
    references.flatMap(({ key, lens }) => key.columns.flatMap((name) => lens.needs(name))),
  );
  const weight = ({ name }: Column) =>
    (referring.has(name) ? 1000 : 0) +
    constraints.filter((constraint) => constraint.columns.includes(name)).length;
  return [...columns].sort((a, b) => weight(b) - weight(a));
}

function valuesFor(
  column: Column,
  demand: Demand,
  candidates: ReadonlyMap<string, Candidates>,
  placed: Placed,
  rows: readonly Row[],
): readonly Value[] {
  const own = candidates.get(column.name)?.values ?? [];
  const type = resolveType(column.type, demand.model);
  const referred = demand.references.flatMap((reference) => [
    ...referencedValues(reference, column.name, placed, rows),
    // A row can refer to itself: then it takes one of the values that the other column may have.
    ...(reference.self ? ownTargets(reference, column.name, candidates) : []),
  ]);
  const values = unique([...referred.filter((value) => value !== null && fits(type, value)), ...own]);
  if (isNotNull({ table: demand.table }, column)) return values;
  // Early, so that among few rows there is one with NULL, but not first.
  const place = 1 + (seedOf(demand.table.name, column.name) % 3);
  return [...values.slice(0, place), null, ...values.slice(place)];
}

function ownTargets(
  { key, lens }: Reference,
  column: string,
  candidates: ReadonlyMap<string, Candidates>,
): readonly string[] {
  return key.columns.flatMap((name, position) => {
    if (lens.needs(name)[0] !== column) return [];
    const [target] = lens.needs(key.references.columns[position] as string);
    return target === undefined ? [] : (candidates.get(target)?.values ?? []);
  });
}

/** So that every value is used before one is used again. */
function leastUsedFirst(values: readonly Value[], column: string, rows: readonly Row[]): readonly Value[] {
  const uses = new Map<Value, number>();
  for (const row of rows) {
    const value = row[column] ?? null;
    uses.set(value, (uses.get(value) ?? 0) + 1);
  }
  return [...values].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
}
