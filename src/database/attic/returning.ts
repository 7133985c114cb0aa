import type pg from 'pg';
import { translator } from '../../diff/translate.ts';
import { findTable, partsOf } from '../../model/element.ts';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName, Statement } from '../../sql/statement.ts';
import { type Entry, entriesFor, entriesPutBack } from './entry.ts';
import { type Filling, fillingOf } from './filling.ts';
import type { KeptStep } from './keeper.ts';
import { type Made, madeBy } from './made.ts';
import { type Destination, putBack } from './put-back.ts';
import { putTogether } from './put-together.ts';
import type { Place } from './put-values.ts';
import type { PassageWork } from './work.ts';

/** What the opposite of a passage kept, on its way back. */
export type Returning = {
  /** Whether there is nothing to put back, and nothing to tell of it. */
  readonly idle: boolean;
  settle(steps: readonly Pick<KeptStep, 'statement'>[]): Promise<void>;
  finish(): Promise<void>;
};

export async function returningTo(work: PassageWork): Promise<Returning> {
  const { client, passage } = work;
  const waiting = await entriesFor(client, passage);
  const told = waiting.length > 0 ? [] : await entriesPutBack(client);
  if (waiting.length === 0)
    return { idle: told.length === 0, settle: async () => {}, finish: async () => {} };
  const elements = new Set(waiting.map(({ element }) => element));
  /** What the batches so far have made that something waits for. */
  const made: Returned[] = [];
  /** Tables that do not have all their constraints yet. */
  let unready: Returned[] = [];
  const fill = async (each: Returned) => {
    const entries = await entriesFor(client, passage);
    // Of what was kept several times, the newest goes back at once; the rest takes what place it leaves, in the end.
    const entry = entries.find((candidate) => belongs(candidate, each));
    const others = othersBeside(each, made, entries);
    if (entry !== undefined) await putBack(work, entry, { ...destination(work, each), others });
  };
  return {
    idle: false,
    settle: async (steps) => {
      const now = steps.flatMap(({ statement }) =>
        returnedBy(statement).filter(({ element }) => elements.has(element)),
      );
      made.push(...now);
      const parts = now.filter(({ kinds }) => !kinds.includes('table'));
      for (const each of parts) await fill(each);
      unready.push(...now.filter((each) => !parts.includes(each)));
      const still: Returned[] = [];
      for (const each of unready) {
        if (await isWhole(client, work, each.relation)) await fill(each);
        else still.push(each);
      }
      unready = still;
    },
    finish: async () => {
      for (let moved = -1; moved !== 0; ) {
        moved = 0;
        const left: { entry: Entry; to: Destination }[] = [];
        const entries = await entriesFor(client, passage);
        for (const entry of entries) {
          const each = made.find((candidate) => belongs(entry, candidate));
          if (each === undefined) continue;
          const to = { ...destination(work, each), others: othersBeside(each, made, entries) };
          const outcome = await putBack(work, entry, to);
          moved += outcome.moved;
          if (outcome.left > 0) left.push({ entry, to });
        }
        if (moved === 0) moved = await putTablesTogether(work, left);
      }
    },
  };
}

/** Rows of several tables that wait for each other. @returns how many went back */
async function putTablesTogether(
  work: PassageWork,
  left: readonly { readonly entry: Entry; readonly to: Destination }[],
): Promise<number> {
  const fillings: Filling[] = [];
  for (const { entry, to } of left) {
    if (entry.kind !== 'table' || entry.keptAs === undefined) continue;
    const filling = await fillingOf(work.client, entry.keptAs, to.relation);
    // Of what was kept of a table several times, only the newest can be together with others.
    if (typeof filling !== 'string' && !fillings.some(({ into }) => isSame(into, filling.into)))
      fillings.push(filling);
  }
  return fillings.length < 2 ? 0 : (await putTogether(work, fillings)).moved;
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}

/** Other columns of the same table, with the newest of what was kept of each. */
function othersBeside(each: Returned, made: readonly Returned[], entries: readonly Entry[]): Place['others'] {
  return made.flatMap((other) => {
    const { column, relation } = other;
    if (column === undefined || column === each.column || !isSame(relation, each.relation)) return [];
    const entry = entries.find((candidate) => belongs(candidate, other));
    return entry === undefined ? [] : [{ column, entry }];
  });
}

type Returned = Made & { readonly replaces: boolean };

function returnedBy(statement: Statement): readonly Returned[] {
  return madeBy(statement).map((each) => ({
    ...each,
    replaces: statement.kind === 'alter_table' && statement.actions.some(isGivenUp(each.column)),
  }));
}

function isGivenUp(column: string | undefined) {
  return (action: { readonly kind: string; readonly column?: unknown }) =>
    action.kind === 'drop_expression' && action.column === column;
}

function belongs({ element, kind }: Entry, made: Made): boolean {
  return element === made.element && made.kinds.includes(kind);
}

/** Columns are known by the names that they had in the previous model of this passage, which is the next one of that which kept them. */
function destination({ passage }: PassageWork, { relation, column, replaces }: Returned) {
  const { renames, next, previous } = passage.pair;
  const to = translator(renames, next, previous);
  const before = [...previous.objects.values()].find((object) => {
    if (object.kind !== 'table') return false;
    const now = to.relation(object);
    return now.schema === relation.schema && now.name === relation.name;
  });
  const old = before?.kind === 'table' ? before : relation;
  const table = findTable(next, relation.schema, relation.name);
  return {
    relation,
    ...(column === undefined ? {} : { column }),
    now: (name: string) => to.column(old, name),
    ...(table === undefined ? {} : { next: table }),
    replaces,
  };
}

/** Whether a table that the plan makes has all its constraints and indexes: what comes after them would be held against its rows. */
async function isWhole(
  client: pg.Client,
  { passage }: PassageWork,
  relation: QualifiedName,
): Promise<boolean> {
  const table = findTable(passage.pair.next, relation.schema, relation.name);
  if (table === undefined) return true;
  const { rows } = await client.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = to_regclass($1)
UNION SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = to_regclass($1)`,
    [fullName(relation)],
  );
  const there = new Set(rows.map(({ name }) => name));
  return partsOf(table).every(
    ({ kind, value }) => kind === 'column' || kind === 'trigger' || there.has(value.name),
  );
}
