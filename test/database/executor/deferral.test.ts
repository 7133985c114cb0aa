import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deferrable } from '../../../src/database/executor/deferral.ts';
import { executeDeferred } from '../../../src/database/executor/deferred.ts';
import { numbered } from '../../../src/database/executor/steps.ts';
import { unmadeBy } from '../../../src/database/executor/unmade.ts';
import { untouchedBy } from '../../../src/database/executor/untouched.ts';
import { readJournal } from '../../../src/database/journal/journal.ts';
import type { Passage } from '../../../src/database/journal/passage.ts';
import { connect } from '../../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { usualWatch, watchOver } from '../../../src/database/target/watch.ts';
import { pairOf } from '../../../src/diff/pair.ts';
import { partId } from '../../../src/model/element.ts';
import { usualSettings } from '../../../src/operations/moving/settings.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { modelOf } from '../../support/model.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { createTable, passage, run, transaction } from '../target/support.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase(18);
});

afterEach(() => database.drop());

async function passageBetween(previous: string, next: string): Promise<Passage> {
  const pair = pairOf(modelOf(previous), modelOf(next));
  return { ...passage(1, []), pair, plan: makePlan(pair, 15) };
}

const table = `
tables:
  items:
    columns: {id: {type: integer, primary_key: true}, name: text, code: text}
`;

const indexed = `
tables:
  items:
    columns: {id: {type: integer, primary_key: true}, name: text, code: text}
    indexes:
      by_name: {on: name, comment: to find it}
    unique: {one_code: {columns: code, comment: one of each}}
`;

describe('deferrable', () => {
  const titles = async (previous: string, next: string) =>
    [...deferrable(numbered((await passageBetween(previous, next)).plan), () => true)].map(
      ({ statement }) => statement.kind,
    );

  it('are indexes, with their constraints and comments', async () => {
    expect(await titles(table, indexed)).toEqual([
      'create_index',
      'comment',
      'create_index',
      'alter_table',
      'comment',
    ]);
  });

  it('are not unique indexes that a foreign key refers to, nor those that stand in for others', async () => {
    const referred = `${indexed}  notes:
    columns: {code: text}
    foreign_keys: {f: {columns: code, references: items(code)}}
`;
    expect(await titles(table, referred)).toEqual(['create_index', 'comment']);
    const replaced = indexed.replace('on: name,', 'on: [name, id],');
    expect(await titles(indexed, replaced)).toEqual([]);
  });
});

it('an index of a table that its release makes is known to be late, too', async () => {
  const { plan } = await passageBetween('', indexed);
  const steps = numbered(plan).flatMap((batch) => batch.steps);
  const number = steps.find(({ statement }) => statement.kind === 'create_index')?.number ?? 0;
  expect([...unmadeBy(plan, [{ number }]).keys()]).toContain(
    partId('index', { schema: 'public', name: 'items' }, 'by_name'),
  );
});

describe('untouched by what follows', () => {
  const left = async (...specs: readonly string[]) => {
    const passages = await Promise.all(
      specs.slice(1).map((next, index) => passageBetween(specs[index] ?? '', next)),
    );
    const [first, ...later] = passages as [Passage, ...Passage[]];
    return [...deferrable(numbered(first.plan), untouchedBy(first, later))].flatMap(({ statement }) =>
      statement.kind === 'create_index' ? [statement.index.name] : [],
    );
  };
  const changed = (from: string, to: string) => indexed.replace(from, to);

  it('are indexes whose columns, functions, tables and names stay, and that nothing needs', async () => {
    const more = `${changed('code: text', 'code: text, size: integer')}  others: {columns: {item: {type: integer, references: items}}}
`;
    expect(await left(table, indexed, more)).toEqual(['by_name', 'one_code']);
    const renamed = changed('name: text', 'title: {type: text, renamed_from: name}').replace(
      'on: name',
      'on: title',
    );
    expect(await left(table, indexed, renamed)).toEqual(['one_code']);
    expect(await left(table, indexed, more, renamed)).toEqual(['one_code']);
    expect(await left(table, indexed, table)).toEqual([]);
    expect(await left(table, indexed, '')).toEqual([]);
    expect(await left(table, indexed, changed('items:', 'things:\n    renamed_from: items'))).toEqual([]);
    const referring = `${indexed}  others: {columns: {code: {type: text, references: items(code)}}}
`;
    expect(await left(table, indexed, referring)).toEqual(['by_name']);
  });
});

describe('deferred steps', () => {
  it('are left, told of, and run later', async () => {
    const { client } = database;
    await client.query('CREATE TABLE items (id integer PRIMARY KEY, name text, code text)');
    const plan = await passageBetween(table, indexed);
    const { journal, events, error } = await run(database.url, [plan], () => {}, { deferIndexes: true });
    expect(error).toBeUndefined();
    expect(journal.releases).toHaveLength(1);
    expect(journal.deferred.map(({ state }) => state)).toEqual(Array(5).fill('deferred'));
    expect(events.find(({ kind }) => kind === 'deferred')).toMatchObject({ titles: { length: 5 } });

    const session = await connect(parseTargetUrl(database.url, 'DATABASE_URL'), () => {});
    const watch = watchOver(session, usualSettings.signal, usualWatch);
    const execution = {
      session,
      watch,
      passage: plan,
      toolVersion: '1',
      lockWaitMs: 1000,
      onEvent: () => {},
    };
    await executeDeferred(execution, journal.deferred);
    expect((await readJournal(client)).deferred).toEqual([]);
    await session.close();
    const { rows } = await client.query(`
SELECT indexrelid::regclass::text AS index, obj_description(indexrelid) AS comment, conname IS NOT NULL AS constraint
FROM pg_index LEFT JOIN pg_constraint ON conindid = indexrelid AND contype <> 'f'
WHERE indrelid = 'items'::regclass ORDER BY 1`);
    expect(rows).toEqual([
      { index: 'by_name', comment: 'to find it', constraint: false },
      { index: 'items_pkey', comment: null, constraint: true },
      { index: 'one_code', comment: null, constraint: true },
    ]);
  });
});

describe('a journal of format 1', () => {
  it('is read as it is, and brought up to date by the next run', async () => {
    await run(database.url, [passage(1, [transaction([createTable('a')])])]);
    await database.client.query(`
DROP TABLE learnr_schema.attic;
ALTER TABLE learnr_schema.step DROP COLUMN progress, DROP COLUMN was_deferred;
UPDATE learnr_schema.format SET version = 1`);
    expect((await readJournal(database.client)).releases).toHaveLength(1);
    const { error } = await run(database.url, [passage(2, [transaction([createTable('b')])])]);
    expect(error).toBeUndefined();
    const { rows } = await database.client.query('SELECT version FROM learnr_schema.format');
    expect(rows).toEqual([{ version: 2 }]);
  });
});
