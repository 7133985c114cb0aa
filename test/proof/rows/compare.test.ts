import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { base } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import {
  compareRows,
  type Passage,
  passageOf,
  type RowsVerdict,
  roundTripOf,
  type Snapshot,
  snapshot,
} from '../../../src/proof/rows/index.ts';
import { modelOf } from '../../support/model.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';

const previous = modelOf(`
enums:
  mood: [sad, glad]
tables:
  people:
    columns:
      id: {type: integer, primary_key: true}
      name: text
      age: {type: text}
      born: {type: timestamp}
      mood: mood
      moods: mood[]
      city: text
      old: text
      upper_name: {type: text, generated: upper(name)}
  notes: {columns: {body: text, size: integer}}
  gone: {columns: {x: integer}}
`);

const next = modelOf(`
enums:
  mood: [{value: bad, renamed_from: sad}, glad]
tables:
  persons:
    renamed_from: people
    columns:
      id: {type: bigint, primary_key: true}
      full_name: {type: varchar(50), renamed_from: name}
      age: {type: integer, using: "age::integer + 0"}
      born: {type: timestamptz}
      mood: mood
      moods: mood[]
      city: {type: text, not_null: true, backfill: "'nowhere'"}
      upper_name: {type: text, generated: upper(full_name)}
      new: integer
  notes: {columns: {body: text, size: integer}}
`);

const data = `
INSERT INTO people VALUES
  (1, 'Ann', '31', '2020-01-01 10:00', 'sad', '{sad,glad}', 'Oslo', 'x'),
  (2, 'Bob', '32', '2021-01-01 10:00', 'glad', '{}', NULL, NULL),
  (3, 'Cid', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO notes VALUES ('a', 1), ('b', 2), ('b', 2), (NULL, NULL);
INSERT INTO gone VALUES (1);`;

const pair = pairOf(previous, next);
const [forward, backward] = [makePlan(pair, 15), makePlan(swap(pair), 15)];
const there = passageOf(pair, forward.losses);
const back = passageOf(swap(pair), backward.losses);

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  let database: FreshDatabase;
  let before: Snapshot;

  beforeEach(async () => {
    database = await freshDatabase(major);
    await runPlan(database.client, makePlan(pairOf(base, previous), 15));
    await database.client.query(data);
    before = await snapshot(database.client, previous, there);
    await runPlan(database.client, forward);
  });

  afterEach(() => database.drop());

  const compared = async (passage: Passage = there): Promise<RowsVerdict> =>
    compareRows(before, await snapshot(database.client, next), passage);

  /** What is found after the outcome has been tampered with. */
  const tampered = async (sql: string): Promise<readonly string[]> => {
    await database.client.query(sql);
    const { lost } = await compared();
    return lost.map(({ table, row, column, before: was, after: is }) =>
      column === undefined ? `${table} ${row}` : `${table} ${row} ${column}: ${was} is ${is}`,
    );
  };

  test('nothing is missing, and what is declared lost is named', async () => {
    expect(await compared()).toEqual({
      checked: 7,
      tables: 3,
      lost: [],
      unrestorable: ['public.gone', 'public.people.old'],
      unchecked: [],
    });
  });

  test('a row that is deleted', async () => {
    expect(await tampered('DELETE FROM persons WHERE id = 2')).toEqual(['public.people id = 2']);
  });

  test('a value that is changed', async () => {
    expect(await tampered("UPDATE persons SET full_name = 'Ben' WHERE id = 2")).toEqual([
      'public.people id = 2 name: Bob is Ben',
    ]);
  });

  test('a value that is swapped with another row', async () => {
    expect(
      await tampered('UPDATE persons SET full_name = (ARRAY[$$Bob$$, $$Ann$$])[id] WHERE id < 3'),
    ).toEqual(['public.people id = 1 name: Ann is Bob', 'public.people id = 2 name: Bob is Ann']);
  });

  test('converted values', async () => {
    expect(
      await tampered(
        "UPDATE persons SET age = 0, born = '2000-01-01', mood = 'glad', moods = '{glad}' WHERE id = 1",
      ),
    ).toEqual([
      'public.people id = 1 age: 31 is 0',
      expect.stringContaining('public.people id = 1 born: 2020-01-01 10:00:00'),
      'public.people id = 1 mood: bad is glad',
      'public.people id = 1 moods: {bad,glad} is {glad}',
    ]);
  });

  test('a value that the backfill had no business with', async () => {
    expect(await tampered("UPDATE persons SET city = 'Rome'")).toEqual([
      'public.people id = 1 city: Oslo is Rome',
    ]);
  });

  test('a table that is emptied', async () => {
    expect(await tampered('TRUNCATE notes')).toEqual([
      'public.notes body = a, size = 1',
      'public.notes body = b, size = 2',
      'public.notes body = b, size = 2',
      'public.notes body = NULL, size = NULL',
    ]);
  });

  test('one of two equal rows, and a value in a table without a key', async () => {
    expect(
      await tampered("DELETE FROM notes WHERE ctid = (SELECT min(ctid) FROM notes WHERE body = 'b')"),
    ).toEqual(['public.notes body = b, size = 2']);
    expect(await tampered("UPDATE notes SET size = 7 WHERE body = 'a'")).toEqual([
      'public.notes body = a, size = 1 size: 1 is 7',
      'public.notes body = b, size = 2',
    ]);
  });

  test('a loss that is not declared', async () => {
    const { lost } = await compared(passageOf(pair, []));
    expect(lost.map(({ table, row, column }) => `${table} ${row} ${column}`)).toEqual([
      'public.gone x = 1 undefined',
      'public.people id = 1 old',
    ]);
  });

  test('the way back, and what does not come back', async () => {
    const between = await snapshot(database.client, next, back);
    await runPlan(database.client, backward);
    const now = await snapshot(database.client, previous);
    expect(compareRows(between, now, back)).toMatchObject({ checked: 7, lost: [], unchecked: [] });
    const roundTrip = roundTripOf(pair, forward.losses, backward.losses);
    expect(compareRows(before, now, roundTrip)).toEqual({
      checked: 7,
      tables: 3,
      lost: [],
      unrestorable: ['public.gone', 'public.people.city', 'public.people.old'],
      unchecked: [],
    });
    await database.client.query("UPDATE people SET name = 'Ben' WHERE id = 2");
    // Its type was another one in between, so it need not come back: it is named.
    expect(compareRows(before, await snapshot(database.client, previous), roundTrip)).toMatchObject({
      lost: [],
      unrestorable: expect.arrayContaining(['public.people.name']),
    });
    await database.client.query("UPDATE notes SET body = 'c' WHERE size = 1");
    expect(compareRows(before, await snapshot(database.client, previous), roundTrip).lost).toMatchObject([
      { table: 'public.notes', column: 'body', before: 'a', after: 'c' },
    ]);
  });
});
