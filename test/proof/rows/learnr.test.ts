import { expect, test } from 'vitest';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { base } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import {
  compareRows,
  insertRows,
  passageOf,
  roundTripOf,
  rowsFor,
  rowsForPair,
  snapshot,
} from '../../../src/proof/rows/index.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { learnrModels, parse, wanted } from './support.ts';

const models = await learnrModels();

/** Every value of every IN list of a model's checks, by `table.column`. */
const listed = /^\(?(\w+) IN \(([^)]*)\)/;

for (const major of [15, 18] as const) {
  test.for(models.map((_, position) => position))(
    `${major}: LearnR's model %i takes its rows`,
    async (position) => {
      const model = models[position];
      if (model === undefined) return;
      const rows = rowsFor(model, wanted);
      expect(rows.problems).toEqual([]);
      for (const { table, rows: made } of rows.tables)
        expect(made.length, table.name).toBeGreaterThanOrEqual(5);
      const database = await freshDatabase(major);
      try {
        await runPlan(database.client, makePlan(pairOf(base, model), major));
        expect(await insertRows(database.client, rows)).toEqual([]);
        const { tables } = await snapshot(database.client, model);
        for (const object of model.objects.values()) {
          if (object.kind !== 'table') continue;
          const found = tables.get(`public.${object.name}`);
          for (const { expression } of object.checks) {
            const [, column = '', list = ''] = listed.exec(expression.text) ?? [];
            const values = new Set(found?.rows.map((row) => row[found.columns.indexOf(column)]));
            const missing = [...list.matchAll(/'([^']*)'/g)].filter(
              ([, value]) => !values.has(value as string),
            );
            expect(
              missing.map(([, value]) => value),
              `${object.name}.${column}`,
            ).toEqual([]);
          }
        }
      } finally {
        await database.drop();
      }
    },
  );

  test.for(models.slice(1).map((_, position) => position))(
    `${major}: LearnR's rows go from model %i to the next and back`,
    async (position) => {
      const [previous, next] = models.slice(position);
      if (previous === undefined || next === undefined) return;
      const pair = pairOf(previous, next);
      const database = await freshDatabase(major);
      const { client } = database;
      try {
        await runPlan(client, makePlan(pairOf(base, previous), major));
        const rows = rowsForPair(pair, { perTable: 5, extremes: true, certain: false, parse });
        expect(rows.problems).toEqual([]);
        expect(await insertRows(client, rows)).toEqual([]);
        const [forward, backward] = [makePlan(pair, major), makePlan(swap(pair), major)];
        const there = passageOf(pair, forward.losses);
        const before = await snapshot(client, previous, there);
        await runPlan(client, forward);
        const verdict = compareRows(before, await snapshot(client, next), there);
        expect(verdict).toMatchObject({ lost: [], unrestorable: [], unchecked: [] });
        expect(verdict.checked).toBeGreaterThan(verdict.tables * 4);
        await runPlan(client, backward);
        const roundTrip = roundTripOf(pair, forward.losses, backward.losses);
        expect(compareRows(before, await snapshot(client, previous), roundTrip)).toMatchObject({
          lost: [],
          unrestorable: [],
        });
      } finally {
        await database.drop();
      }
    },
  );
}
