import { expect, test } from 'vitest';
import { pairOf } from '../../src/diff/pair.ts';
import { base, majors } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { modelOf } from '../support/model.ts';
import { freshDatabase } from '../support/postgres.ts';
import { runPlan } from '../support/run-plan.ts';

const columns = (more: string) =>
  modelOf(`tables: {t: {columns: {id: {type: serial, primary_key: true}${more}}}}`);
const filled = columns(`, a: {type: text, not_null: true, backfill: "'filled'"}`);

const cases = [
  { title: 'a column that is added', previous: columns('') },
  { title: 'a column that becomes NOT NULL', previous: columns(', a: text') },
] as const;

for (const major of majors) {
  test.for(cases)(
    `on PostgreSQL ${major}, rows of the previous program come in after the backfill: $title`,
    async ({ previous }) => {
      const { client, drop } = await freshDatabase(major);
      try {
        await runPlan(client, makePlan(pairOf(base, previous), major));
        const insert = 'INSERT INTO t DEFAULT VALUES';
        await client.query(insert);
        const plan = makePlan(pairOf(previous, filled), major);
        const first = plan.batches.findIndex(({ steps }) => steps[0]?.statement.kind === 'backfill');
        await runPlan(client, { ...plan, batches: plan.batches.slice(0, first + 1) });
        await client.query(insert);
        await runPlan(client, { ...plan, batches: plan.batches.slice(first + 1) });
        expect((await client.query('SELECT a FROM t')).rows).toEqual([{ a: 'filled' }, { a: 'filled' }]);
      } finally {
        await drop();
      }
    },
  );
}
