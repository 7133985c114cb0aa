import { equal } from '../../diff/equal.ts';
import { type Pair, swap } from '../../diff/pair.ts';
import { type Translator, translator } from '../../diff/translate.ts';
import { objectId, objectsOf, partId } from '../../model/element.ts';
import { dotted, type Id } from '../../model/id.ts';
import type { Column, Table } from '../../model/schema-object.ts';
import type { Loss } from '../../plan/plan.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { conversionOf } from './conversion.ts';
import { counterpartOf } from './counterparts.ts';

/** Where every row and every value is after a plan, and what may have become of it. */
export type Passage = { readonly tables: readonly TablePassage[] };

export type TablePassage = {
  readonly before: QualifiedName;
  /** Absent where the table goes. */
  readonly after?: QualifiedName;
  /** Whether the plan says that the rows are lost. */
  readonly lost: boolean;
  readonly columns: readonly ColumnPassage[];
  /** The columns of the primary key, by their previous names. */
  readonly key: readonly string[];
};

export type ColumnPassage = {
  readonly before: string;
  /** Absent where the column goes. */
  readonly after?: string;
  readonly rule: ColumnRule;
};

/**
 * - `kept`: the same value. With `filled`, NULL may have become any value; with `conversions`, the value is what the server makes of the
 *   previous one: the first of these expressions that it can compute; with `labels`, the values of an enum have other names.
 * - `lost`: the plan says so. What is not there afterwards is named, and no more.
 * - `computed`: the server computes it from other columns, which are compared themselves.
 */
export type ColumnRule =
  | {
      readonly kind: 'kept';
      readonly filled: boolean;
      readonly conversions: readonly string[];
      readonly labels: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'lost' }
  | { readonly kind: 'computed' };

/** @param losses those that the plan declares */
export function passageOf(pair: Pair, losses: readonly Loss[]): Passage {
  const declared = new Set<Id>(losses.map(({ id }) => id));
  const to = translator(pair.renames, pair.next, pair.previous);
  return {
    tables: objectsOf(pair.previous, 'table').map((table) => tablePassage(table, pair, to, declared)),
  };
}

/**
 * There and back again. A value that is kept on both ways must be the same; what was lost or converted on one of them need not be, and
 * is named where it is not.
 * @param forward what the plan of the pair declares lost @param backward what the plan back declares lost
 */
export function roundTripOf(pair: Pair, forward: readonly Loss[], backward: readonly Loss[]): Passage {
  const back = new Map(
    passageOf(swap(pair), backward).tables.map((table) => [key(table.before), table] as const),
  );
  return {
    tables: passageOf(pair, forward).tables.map((there): TablePassage => {
      const again = there.after && back.get(key(there.after));
      const { after: _, ...rest } = there;
      if (again?.after === undefined) {
        // Whether what the plan says nothing of is lost, the way there has told.
        return { ...rest, after: there.before, lost: true };
      }
      const columns = new Map(again.columns.map((column) => [column.before, column] as const));
      return {
        ...rest,
        after: again.after,
        lost: there.lost || again.lost,
        columns: there.columns.map((column) => {
          const returned = column.after === undefined ? undefined : columns.get(column.after);
          return roundTripColumn(column, returned);
        }),
      };
    }),
  };
}

function roundTripColumn(there: ColumnPassage, back: ColumnPassage | undefined): ColumnPassage {
  const { before } = there;
  if (there.rule.kind === 'computed' || back?.rule.kind === 'computed')
    return { before, rule: { kind: 'computed' } };
  const same = isUnchanged(there) && back !== undefined && isUnchanged(back);
  return { before, after: back?.after ?? before, rule: same ? there.rule : { kind: 'lost' } };
}

function isUnchanged({ rule }: ColumnPassage): boolean {
  return rule.kind === 'kept' && !rule.filled && rule.conversions.length === 0 && rule.labels.size === 0;
}

function key({ schema, name }: QualifiedName): string {
  return dotted(schema, name);
}

function tablePassage(table: Table, pair: Pair, to: Translator, declared: ReadonlySet<Id>): TablePassage {
  const found = counterpartOf(table, pair);
  const { schema, name } = table;
  return {
    before: { schema, name },
    ...(found === undefined ? {} : { after: { schema: found.next.schema, name: found.next.name } }),
    lost: declared.has(objectId(table)),
    columns: table.columns.map((column): ColumnPassage => {
      const next = found?.columns.get(column.name);
      const lost = declared.has(partId('column', table, column.name));
      return {
        before: column.name,
        ...(next === undefined ? {} : { after: next.name }),
        rule: lost ? { kind: 'lost' } : ruleOf({ table, column, next, nextTable: found?.next, pair, to }),
      };
    }),
    key: table.primaryKey?.columns ?? [],
  };
}

export type ColumnChange = {
  readonly table: Table;
  readonly column: Column;
  readonly next: Column | undefined;
  readonly nextTable: Table | undefined;
  readonly pair: Pair;
  readonly to: Translator;
};

function ruleOf(change: ColumnChange): ColumnRule {
  const { column, next, to, table } = change;
  const { value } = column;
  if (value.kind === 'generated') {
    // A stored one can become an ordinary column, which keeps what was computed; all else is computed anew.
    if (next === undefined || next.value.kind === 'generated' || !value.stored) return { kind: 'computed' };
  }
  const filled = next?.notNull === true && !column.notNull && next.hints.backfill !== undefined;
  const nothing = { conversions: [], labels: new Map<string, string>() };
  if (next === undefined || change.nextTable === undefined) return { kind: 'kept', filled, ...nothing };
  const retyped = !equal(to.type(column.type), next.type);
  return {
    kind: 'kept',
    filled,
    ...conversionOf({ ...change, next, nextTable: change.nextTable, table }, retyped),
  };
}
