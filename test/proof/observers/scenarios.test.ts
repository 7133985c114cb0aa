import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { base, type Major, type Model, majors } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { observeWithMigra, observeWithPgDump } from '../../../src/proof/observers/index.ts';
import { readScenarios } from '../../scenarios/scenario.ts';
import { modelOf } from '../../support/model.ts';
import { runPlan } from '../../support/run-plan.ts';
import { type ObservedPair, observedPair } from './observed-pair.ts';

const scenarios = readScenarios();

/** Between them they have every kind of object, names that need quotes, and every way in which something takes a new name. */
const main: ReadonlySet<string> = new Set([
  'backfill-along-filled-key',
  'comments',
  'domains-of-everything',
  'domain-remade-under-check',
  'exclusion',
  'foreign-key-cycle',
  'hostile-names',
  'identity-changed',
  'materialized-view-and-index-renamed',
  'new-column-everything',
  'not-valid',
  'procedure-and-overloads',
  'rename-everything',
  'sequence-outlives-column',
  'serial-and-table-renamed',
  'view-and-trigger-changed',
  'view-options',
  'views-of-all-columns',
]);

const various: ReadonlySet<string> = new Set([
  'comments',
  'domains-of-everything',
  'hostile-names',
  'rename-everything',
]);

/** Every other one on the oldest or the newest, and where versions could matter on all. */
const runs = majors.map((major) => ({
  major,
  chosen: scenarios.filter(
    ({ name }, position) =>
      main.has(name) || (position % 4 === 0 && major === 15) || (position % 4 === 2 && major === 18),
  ),
}));

describe.each(runs)('on PostgreSQL $major', ({ major, chosen }) => {
  // One pair for all, emptied each time: to make and drop databases would take longer than all the rest.
  let pair: ObservedPair;
  beforeAll(async () => {
    pair = await observedPair(major);
  });
  afterAll(() => pair.drop());

  it.for(chosen.filter((scenario) => scenario.majors.includes(major)))(
    'nobody sees how it was built: $name',
    async (scenario) => {
      const { from, to, urls } = pair;
      const [previous, next] = [modelOf(scenario.previous), modelOf(scenario.next)];
      await Promise.all([empty(from.client), empty(to.client)]);
      const migrating = async () => {
        await build(from.client, previous, major);
        if (scenario.rows !== '') await from.client.query(scenario.rows);
        await runPlan(from.client, makePlan(pairOf(previous, next), major));
      };
      await Promise.all([migrating(), build(to.client, next, major)]);

      const migra = await observeWithMigra(...urls, next);
      expect(migra).toMatchObject({ status: 'agrees', differences: [] });
      if (!main.has(scenario.name)) return;
      const dumps = await observeWithPgDump(...urls, next);
      expect(dumps).toMatchObject(
        dumps.status === 'unavailable'
          ? { reason: expect.stringContaining(`PostgreSQL ${major}`) }
          : { status: 'agrees', differences: [], columnOrder: migra.columnOrder },
      );
    },
  );

  it('nobody sees a difference between two that were built the same way', async () => {
    const { from, to, urls } = pair;
    for (const { next } of scenarios.filter(({ name }) => various.has(name))) {
      const model = modelOf(next);
      await Promise.all(
        [from, to].map(async ({ client }) => {
          await empty(client);
          await build(client, model, major);
        }),
      );
      expect(await observeWithMigra(...urls, model)).toMatchObject({ status: 'agrees', columnOrder: [] });
    }
  });
});

async function build(client: Client, model: Model, major: Major): Promise<void> {
  await runPlan(client, makePlan(pairOf(base, model), major));
}

/** As a new database is, but for what is in template0 already. */
async function empty(client: Client): Promise<void> {
  await client.query(`
    DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
        EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', name);
      END LOOP;
      FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
      END LOOP;
      CREATE SCHEMA public;
    END $$`);
}
