import { expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Ledger } from '../../../src/proof/ledger/ledger.ts';
import { measure } from '../../../src/proof/ledger/measure.ts';
import { StepFailure } from '../../../src/proof/ledger/step-failure.ts';
import { sql } from '../../support/arbitrary-model.ts';
import { modelOf } from '../../support/model.ts';
import { withSchema } from './measured.ts';

const id = 'id: {type: integer, primary_key: true}';
const table = (more: string, parts = '') => modelOf(`tables: {t: {columns: {${id}${more}}${parts}}}`);
const plain = table('');
const rows = 'INSERT INTO t (id) SELECT i FROM generate_series(1, 2000) AS i';

/** As the same plan leaves it whenever it runs. */
const withoutTimes = (ledger: Ledger) => ledger.steps.map((step) => ({ ...step, milliseconds: 0 }));

test('steps are numbered through, and have the batch that they run in', async () => {
  const plan = makePlan(pairOf(plain, table(', a: text', ', checks: {c: id > 0}, indexes: {i: [id]}')), 15);
  const ledger = await withSchema(18, plain, rows, (clients) => measure(clients, plan));
  const expected = plan.batches.flatMap(({ steps }, batch) =>
    steps.map(({ statement }) => ({ batch: batch + 1, statement: statement.kind })),
  );
  expect(ledger.steps.map(({ batch, statement }) => ({ batch, statement }))).toEqual(expected);
  expect(ledger.steps.map(({ step }) => step)).toEqual(expected.map((_, index) => index + 1));
  expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger);
});

test('what a step takes is told from what an earlier one of its transaction took', async () => {
  const merged = oneTransaction(makePlan(pairOf(plain, table('', ', checks: {c: id > 0}')), 15));
  const ledger = await withSchema(18, plain, rows, (clients) => measure(clients, merged));
  expect(ledger.steps.map(({ relations }) => relations)).toMatchObject([
    [{ lock: 'ACCESS EXCLUSIVE', taken: 'ACCESS EXCLUSIVE' }],
    [{ lock: 'ACCESS EXCLUSIVE', taken: 'SHARE UPDATE EXCLUSIVE', scan: true }],
  ]);
});

test('one plan has one ledger, also of what was only sampled', async () => {
  const plan = makePlan(
    pairOf(plain, table(', a: {type: uuid, default: gen_random_uuid()}', ', indexes: {i: [id]}')),
    15,
  );
  const run = () => withSchema(18, plain, rows, (clients) => measure(clients, plan));
  const [first, second] = [await run(), await run()];
  expect(withoutTimes(second)).toEqual(withoutTimes(first));
  expect(
    first.steps.filter(({ observed }) => observed === 'sampled').map(({ statement }) => statement),
  ).toEqual(expect.arrayContaining(['backfill', 'create_index']));
});

test('a relation keeps the name that it had before the plan', async () => {
  const next = modelOf(`tables: {b: {renamed_from: t, columns: {${id}, a: text}}}`);
  const plan = makePlan(pairOf(plain, next), 15);
  const ledger = await withSchema(18, plain, rows, (clients) => measure(clients, plan));
  const names = ledger.steps.flatMap(({ relations }) => relations.map(({ relation }) => relation));
  expect([...new Set(names)]).toEqual(['public.t']);
});

test('of two tables with one name in two schemas, the one that is scanned is meant', async () => {
  const spec = (checks: string) =>
    modelOf(`schemas: {a: {}}
tables: {t: {columns: {${id}}${checks}}, a.t: {columns: {${id}}}}`);
  const previous = spec('');
  const plan = oneTransaction(makePlan(pairOf(previous, spec(', checks: {c: id > 0}')), 15));
  const [batch] = plan.batches;
  const comment = {
    ...(batch?.steps[0] as Plan['batches'][number]['steps'][number]),
    statement: {
      kind: 'comment',
      target: { kind: 'table', name: { schema: 'a', name: 't' } },
      comment: 'locked',
    },
  } as const;
  const both = { ...plan, batches: plan.batches.map((one) => ({ ...one, steps: [comment, ...one.steps] })) };
  const ledger = await withSchema(18, previous, '', (clients) => measure(clients, both));
  const last = ledger.steps.at(-1)?.relations.map(({ relation, scan }) => ({ relation, scan }));
  expect(last).toEqual([
    { relation: 'a.t', scan: false },
    { relation: 'public.t', scan: true },
  ]);
});

test('the sessions are left as they were', async () => {
  await withSchema(18, plain, '', async (clients) => {
    await clients.worker.query('SET search_path = pg_temp; SET client_min_messages = warning');
    await measure(clients, makePlan(pairOf(plain, table(', a: text')), 15));
    const { rows } = await clients.worker.query(
      `SELECT current_setting('search_path') AS path, current_setting('client_min_messages') AS messages`,
    );
    expect(rows).toEqual([{ path: 'pg_temp', messages: 'warning' }]);
    expect(clients.worker.listenerCount('notice')).toBe(0);
  });
});

test('a step that the server refuses is said with its words, and its batch is undone', async () => {
  const plan = makePlan(pairOf(plain, table('', ', checks: {c: id > 1}')), 15);
  await withSchema(18, plain, rows, async (clients) => {
    const failure = await failureOf(measure(clients, plan));
    expect(failure.at).toEqual({ batch: 2, step: 2, statement: 'alter_table', during: 'statement' });
    expect(failure.sqlstate).toBe('23514');
    expect(failure.message).toBe(
      'failed at step 2: check constraint "c" of relation "t" is violated by some row (SQLSTATE 23514)',
    );
    expect(failure.ledger.steps.map(({ step }) => step)).toEqual([1]);
    expect((await clients.worker.query('SELECT pg_current_xact_id_if_assigned() AS id')).rows).toEqual([
      { id: null },
    ]);
  });
});

test('a statement outside a transaction that the server refuses is said the same way', async () => {
  const previous = table(', a: integer');
  const plan = makePlan(pairOf(previous, table(', a: integer', ', unique: {k: [a]}')), 15);
  await withSchema(18, previous, 'INSERT INTO t VALUES (1, 1), (2, 1)', async (clients) => {
    const failure = await failureOf(measure(clients, plan));
    expect(failure.at).toEqual({ batch: 1, step: 1, statement: 'create_index', during: 'statement' });
    expect(failure.sqlstate).toBe('23505');
  });
});

test('what fails only at the commit is said of the last step of the batch', async () => {
  const previous = modelOf(`tables:
  u: {columns: {${id}}}
  t:
    columns: {${id}, a: integer}
    foreign_keys: {fk: {columns: a, references: u, deferrable: true, initially: deferred}}`);
  const comment = makePlan(pairOf(plain, table('', ', comment: hi')), 15);
  const fill = {
    kind: 'backfill',
    backfill: {
      table: { schema: 'public', name: 't' },
      column: 'a',
      expression: sql('99'),
      key: [],
      batchSize: 1,
    },
  } as const;
  const plan: Plan = {
    ...comment,
    batches: comment.batches.map((batch) => ({
      ...batch,
      steps: batch.steps.map((step) => ({ ...step, statement: fill })),
    })),
  };
  await withSchema(18, previous, 'INSERT INTO t VALUES (1, NULL)', async (clients) => {
    const failure = await failureOf(measure(clients, plan));
    expect(failure.at).toEqual({ batch: 1, step: 1, statement: 'backfill', during: 'commit' });
    expect(failure.message).toContain('failed at step 1, when it was committed: ');
  });
});

function oneTransaction(plan: Plan): Plan {
  const [first] = plan.batches;
  if (first === undefined) return plan;
  return { ...plan, batches: [{ ...first, steps: plan.batches.flatMap(({ steps }) => steps) }] };
}

async function failureOf(running: Promise<unknown>): Promise<StepFailure> {
  const error = await running.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StepFailure)) throw error ?? new Error('nothing failed');
  return error;
}
