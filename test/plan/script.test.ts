import { expect, it } from 'vitest';
import type { Batch, Hazard, Plan, Step, Timeouts } from '../../src/plan/plan.ts';
import { renderPlan } from '../../src/plan/script.ts';
import type { Statement } from '../../src/sql/statement.ts';
import { column, element, index, inPublic, integer, primaryKey, sql, table, text } from '../sql/build.ts';
import { lines } from '../sql/goldens/golden.ts';
import { eachStatement, statementsIn } from '../sql/parse.ts';
import { freshDatabase } from '../support/postgres.ts';

const none: Timeouts = { class: 'none', lockTimeout: 0, statementTimeout: 0, attempts: 1 };
const brief: Timeouts = { class: 'brief', lockTimeout: 2000, statementTimeout: 1500, attempts: 5 };
const patient: Timeouts = { class: 'patient', lockTimeout: 0, statementTimeout: 0, attempts: 3 };

function step(statement: Statement, ...hazards: readonly Hazard[]): Step {
  const cause = {
    type: 'add',
    next: { kind: 'schema', id: 'schema x', value: { kind: 'schema', name: 'x', hints: {} } },
  };
  return { statement, cause: cause as unknown as Step['cause'], hazards, timeouts: 'none' };
}

function batch(timeouts: Timeouts, ...steps: readonly Step[]): Batch {
  return { transaction: true, timeouts, steps };
}

function plan(...batches: readonly Batch[]): Plan {
  return { postgresql: 15, batches, losses: [], hints: [] };
}

const users = inPublic('users');
const create: Statement = {
  kind: 'create_table',
  table: table(
    'users',
    [column('id', integer, { notNull: true, value: { kind: 'serial' } }), column('a', text)],
    {
      constraints: [{ constraint: primaryKey('users_pkey', ['id']), named: false }],
    },
  ),
};
const fill: Statement = {
  kind: 'backfill',
  backfill: {
    table: users,
    column: 'a',
    expression: sql("'x'"),
    key: [{ name: 'id', type: integer }],
    batchSize: 10,
  },
};
const concurrently: Statement = {
  kind: 'create_index',
  table: users,
  index: index('i', [element('a')], { where: sql('true -- all') }),
  concurrently: true,
};

it('renders each batch with its transaction and timeouts', async () => {
  const script = renderPlan(
    plan(
      batch(
        none,
        step(create),
        step({ kind: 'comment', target: { kind: 'table', name: users }, comment: 'People' }),
      ),
      batch(
        brief,
        step(
          { kind: 'alter_table', table: users, actions: [{ kind: 'set_not_null', column: 'a' }] },
          { kind: 'blocking', message: 'scans users' },
          { kind: 'backward-incompatible', message: 'a\nDROP TABLE users;\r--' },
        ),
      ),
      { transaction: false, timeouts: patient, steps: [step(concurrently)] },
      { transaction: false, timeouts: patient, steps: [step(fill)] },
    ),
    ['learnr-schema', '', 'one\nDROP TABLE users;'],
  );
  expect(script.split('DO $$')[0]).toBe(
    lines(
      '-- learnr-schema',
      '--',
      '-- one',
      '-- DROP TABLE users;',
      '',
      'SET search_path = public;',
      'SET lock_timeout = 0;',
      'SET statement_timeout = 0;',
      '',
      'BEGIN;',
      '',
      'CREATE TABLE users (',
      '  id serial PRIMARY KEY,',
      '  a text',
      ');',
      '',
      "COMMENT ON TABLE users IS 'People';",
      '',
      'COMMIT;',
      '',
      'BEGIN;',
      "SET LOCAL lock_timeout = '2s';",
      "SET LOCAL statement_timeout = '1500ms';",
      '',
      '-- hazard: blocking: scans users',
      '-- hazard: backward-incompatible: a',
      '-- DROP TABLE users;',
      '-- --',
      'ALTER TABLE users ALTER COLUMN a SET NOT NULL;',
      '',
      'COMMIT;',
      '',
      'CREATE INDEX CONCURRENTLY i ON users (a)',
      '  WHERE true -- all',
      ';',
      '',
      '',
    ),
  );
  expect(script.endsWith('END\n$$;\n')).toBe(true);
  expect(statementsIn(script)).toHaveLength(3 + 4 + 5 + 2);

  const { client, drop } = await freshDatabase(18);
  for (const statement of eachStatement(script)) await client.query(statement);
  expect((await client.query("SELECT obj_description('users'::regclass) AS comment")).rows).toEqual([
    { comment: 'People' },
  ]);
  await drop();
});

it('sets no timeout where no batch waits', () => {
  expect(renderPlan(plan(batch(none, step({ kind: 'create_schema', name: 'x' }))), [])).toBe(
    lines('SET search_path = public;', '', 'BEGIN;', '', 'CREATE SCHEMA x;', '', 'COMMIT;', ''),
  );
});

it('takes back the timeouts of a statement outside a transaction', () => {
  expect(
    renderPlan(
      plan({ transaction: false, timeouts: brief, steps: [step({ kind: 'create_schema', name: 'x' })] }),
      [],
    ),
  ).toBe(
    lines(
      'SET search_path = public;',
      '',
      "SET lock_timeout = '2s';",
      "SET statement_timeout = '1500ms';",
      '',
      'CREATE SCHEMA x;',
      '',
      'SET lock_timeout = 0;',
      'SET statement_timeout = 0;',
      '',
    ),
  );
});

it('says so when there is nothing to do', () => {
  expect(renderPlan(plan(), ['001'])).toBe('-- 001\n\n-- nothing to do\n');
  expect(renderPlan(plan(), [])).toBe('-- nothing to do\n');
});
