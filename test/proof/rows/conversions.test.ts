import { expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { base } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { compareRows, insertRows, passageOf, rowsForPair, snapshot } from '../../../src/proof/rows/index.ts';
import { modelOf } from '../../support/model.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { wanted } from './support.ts';

const types: readonly (readonly [from: string, to: string])[] = [
  ['integer', 'smallint'],
  ['bigint', 'integer'],
  ['integer', 'text'],
  ['text', 'integer'],
  ['text', 'boolean'],
  ['text', 'date'],
  ['text', 'jsonb'],
  ['text', 'uuid'],
  ['text', 'interval'],
  ['text', 'point'],
  ['text', 'macaddr'],
  ['text[]', 'interval[]'],
  ['text', 'varchar(5)'],
  ['varchar(20)', 'char(7)'],
  ['char(7)', 'text'],
  ['numeric(8,4)', 'numeric(6,4)'],
  ['numeric', 'numeric(5,2)'],
  ['numeric(5,2)', 'integer'],
  ['numeric(5,2)', 'text'],
  ['real', 'double precision'],
  ['double precision', 'numeric'],
  ['timestamp', 'timestamptz'],
  ['timestamptz', 'timestamp'],
  ['timestamp', 'date'],
  ['timestamp', 'timestamp(0)'],
  ['date', 'timestamp'],
  ['date', 'text'],
  ['time', 'time(2)'],
  ['boolean', 'text'],
  ['json', 'jsonb'],
  ['jsonb', 'text'],
  ['inet', 'text'],
  ['cidr', 'inet'],
  ['bytea', 'text'],
  ['integer[]', 'bigint[]'],
  ['text[]', 'varchar(3)[]'],
  ['mood', 'text'],
  ['text', 'mood'],
  ['mood[]', 'text[]'],
  ['positive', 'bigint'],
  ['integer', 'positive'],
];

test.for(types)('%s becomes %s', async ([from, to]) => {
  const spec = (type: string) =>
    modelOf(`
enums: {mood: [sad, glad, "so so"]}
domains: {positive: {type: integer, check: VALUE > 0}}
tables: {t: {columns: {id: {type: serial, primary_key: true}, v: {type: "${type}", not_null: true}, w: "${type}"}}}`);
  const pair = pairOf(spec(from), spec(to));
  const rows = rowsForPair(pair, wanted);
  expect(rows.problems).toEqual([]);
  const plan = makePlan(pair, 15);
  const passage = passageOf(pair, plan.losses);
  for (const major of [15, 18] as const) {
    const database = await freshDatabase(major);
    try {
      await runPlan(database.client, makePlan(pairOf(base, pair.previous), 15));
      expect(await insertRows(database.client, rows)).toEqual([]);
      const before = await snapshot(database.client, pair.previous, passage);
      await runPlan(database.client, plan);
      const verdict = compareRows(before, await snapshot(database.client, pair.next), passage);
      expect(verdict).toMatchObject({ lost: [], unchecked: [] });
    } finally {
      await database.drop();
    }
  }
});
