import type pg from 'pg';
import { fail } from '../../diagnostic/diagnostic.ts';
import { baseType } from '../../plan/recipes/domains-of.ts';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { typeText } from '../../sql/type-text.ts';
import type { Destroyed, Names } from './destroyed.ts';
import type { CopyDetail, Entry } from './entry.ts';
import type { KeptStep } from './keeper.ts';
import { type LiveColumn, liveColumns } from './live-columns.ts';
import type { PassageWork } from './work.ts';

export type DestroyedColumn = Extract<Destroyed, { kind: 'column' }>;

/** How a copy and its table look. */
export type Shape = {
  readonly table: string;
  readonly kept: string;
  readonly log: string;
  /** The columns of the key as the table has them. */
  readonly key: readonly LiveColumn[];
  readonly value: LiveColumn;
  readonly nulls: boolean;
};

/** @param names that the table and its columns have now */
export async function shapeOf(
  client: pg.Client,
  entry: Entry,
  { relation, column: now }: Names,
  column: string,
): Promise<Shape> {
  const columns = await liveColumns(client, relation);
  const kept = entry.keptAs as QualifiedName;
  return {
    table: fullName(relation),
    kept: fullName(kept),
    log: fullName({ ...kept, name: `${kept.name}_log` }),
    key: (entry.detail.copy?.key ?? []).map((name) => live(columns, now(name))),
    value: live(columns, now(column)),
    nulls: entry.detail.copy?.nulls === true,
  };
}

/** The column of this name, which the plan says is there. */
export function live(columns: readonly LiveColumn[], name: string): LiveColumn {
  const found = columns.find((column) => column.name === name);
  if (found === undefined)
    fail(
      'step-failed',
      `column ${name}, which is to be kept, is not there`,
      'Look at what differs: learnr-schema verify',
    );
  return found;
}

/** What an entry says of the column. */
export function described({ loss, relation, column, rounded }: DestroyedColumn, { number }: KeptStep) {
  const kind = rounded === undefined ? ('column' as const) : ('digits' as const);
  return { kind, loss, relation, column, step: number, hasTable: true };
}

/** @param key its columns; where there is none, `others` tell rows apart */
export function copyDetail(
  { passage }: PassageWork,
  { value, rounded }: DestroyedColumn,
  key: readonly string[],
  others: readonly string[],
): CopyDetail {
  const type = rounded && typeText(baseType(rounded.type, passage.pair.next));
  const byText = rounded?.using?.kind === 'cast' && rounded.using.byText;
  return {
    ...{ key, others, walked: key.length === 0 },
    nulls: !value.notNull && value.value.kind === 'default',
    ...(type === undefined ? {} : { rounded: { type, byText } }),
  };
}
