import { expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { Batch, Plan, Step } from '../../../src/plan/plan.ts';
import {
  lockWindows,
  type UnseenHazard,
  unseenHazards,
  type WindowFinding,
} from '../../../src/proof/ledger/lock-windows.ts';
import { measure } from '../../../src/proof/ledger/measure.ts';
import { modelOf } from '../../support/model.ts';
import { withSchema } from './measured.ts';

type Case = {
  readonly title: string;
  readonly previous: string;
  readonly next: string;
  /** What is done to a plan that was good. */
  readonly corrupt: (plan: Plan) => Plan;
  readonly windows: readonly Partial<WindowFinding>[];
  readonly unseen?: readonly UnseenHazard[];
};

const id = 'id: {type: integer, primary_key: true}';
const t = (columns: string, more = '') => `t: {columns: {${id}${columns}}${more}}`;
const u = `u: {columns: {${id}}}`;
const tables = (...all: readonly string[]) => `tables: {${all.join(', ')}}`;
const nothing = { reads: false, writes: false };
const writes = { ...nothing, writes: true };
const all = { reads: true, writes: true };
const asItIs = (plan: Plan) => plan;

const matview = (query: string) => `${tables(t(''))}\nmaterialized_views: {m: {query: ${query}}}`;

const cases: readonly Case[] = [
  {
    title: 'a check is added and validated in two transactions',
    previous: tables(t('')),
    next: tables(t('', ', checks: {c: id > 0}')),
    corrupt: asItIs,
    windows: [],
  },
  {
    title: 'a check is added and validated in one transaction',
    previous: tables(t('')),
    next: tables(t('', ', checks: {c: id > 0}')),
    corrupt: inOneTransaction,
    windows: [
      {
        code: 'lock-window-scan',
        batch: 1,
        relation: 'public.t',
        lock: 'ACCESS EXCLUSIVE',
        blocks: all,
        since: 1,
        during: 2,
        on: ['public.t'],
        declared: false,
      },
    ],
  },
  {
    title: 'a foreign key is added and validated in one transaction',
    previous: tables(t(', a: integer'), u),
    next: tables(t(', a: {type: integer, references: u}'), u),
    corrupt: inOneTransaction,
    windows: ['public.t', 'public.u'].map((relation) => ({
      code: 'lock-window-scan',
      relation,
      lock: 'SHARE ROW EXCLUSIVE',
      blocks: writes,
      since: 1,
      during: 2,
      on: ['public.t'],
      declared: false,
    })),
  },
  {
    title: 'a foreign key is validated while it is added',
    previous: tables(t(', a: integer'), u),
    next: tables(t(', a: {type: integer, references: u}'), u),
    corrupt: (plan) =>
      withSteps(plan, ([first]) => [
        {
          ...(first as Step),
          statement: altered(first as Step, (action) => ({ ...action, notValid: false })),
        },
      ]),
    windows: ['public.t', 'public.u'].map((relation) => ({
      code: 'lock-window-scan',
      relation,
      since: 1,
      during: 1,
      declared: false,
    })),
  },
  {
    title: 'an index is built while nobody can write',
    previous: tables(t(', a: text')),
    next: tables(t(', a: text', ', indexes: {i: [a]}')),
    corrupt: (plan) => ({
      ...plan,
      batches: plan.batches.map((batch) => ({
        ...batch,
        transaction: true,
        steps: batch.steps.map((step) =>
          step.statement.kind === 'create_index'
            ? { ...step, statement: { ...step.statement, concurrently: false } }
            : step,
        ),
      })),
    }),
    windows: [
      {
        code: 'lock-window-index-build',
        relation: 'public.t',
        lock: 'SHARE',
        blocks: writes,
        since: 1,
        during: 1,
        on: ['public.t'],
        declared: false,
      },
    ],
  },
  {
    title: 'SET NOT NULL has no check that spares it the scan',
    previous: tables(t(', a: integer')),
    next: tables(t(', a: {type: integer, not_null: true}')),
    corrupt: (plan) => withSteps(plan, (steps) => steps.filter(isSetNotNull)),
    windows: [
      {
        code: 'lock-window-scan',
        relation: 'public.t',
        lock: 'ACCESS EXCLUSIVE',
        blocks: all,
        since: 1,
        during: 1,
        declared: false,
      },
    ],
  },
  {
    title: 'a type changes',
    previous: tables(t(', a: integer')),
    next: tables(t(', a: bigint')),
    corrupt: asItIs,
    windows: [{ code: 'lock-window-rewrite', relation: 'public.t', during: 1, declared: true }],
  },
  {
    title: 'a type changes and the plan does not say what that takes',
    previous: tables(t(', a: integer')),
    next: tables(t(', a: bigint')),
    corrupt: silenced,
    windows: [
      {
        code: 'lock-window-rewrite',
        relation: 'public.t',
        lock: 'ACCESS EXCLUSIVE',
        blocks: all,
        since: 1,
        during: 1,
        on: ['public.t'],
        declared: false,
      },
    ],
  },
  {
    title: 'a rewrite is called a scan',
    previous: tables(t(', a: integer')),
    next: tables(t(', a: bigint')),
    corrupt: (plan) =>
      withSteps(plan, (steps) =>
        steps.map((step) => ({ ...step, hazards: [{ kind: 'blocking', message: 'it is scanned' }] })),
      ),
    windows: [{ code: 'lock-window-rewrite', declared: false }],
  },
  {
    title: 'another table stays locked during a rewrite',
    previous: tables(t(', a: integer'), u),
    next: tables(t(', a: bigint'), `u: {columns: {${id}, b: text}}`),
    corrupt: (plan) => {
      const merged = inOneTransaction(silenced(plan));
      // First what is brief.
      return withSteps(merged, (steps) =>
        [...steps].sort((a, b) => Number(isRewrite(a)) - Number(isRewrite(b))),
      );
    },
    windows: [
      { code: 'lock-window-rewrite', relation: 'public.t', since: 2, during: 2, on: ['public.t'] },
      { code: 'lock-window-rewrite', relation: 'public.u', since: 1, during: 2, on: ['public.t'] },
    ],
  },
  {
    title: 'a domain is checked, and says so',
    previous: `domains: {d: {type: text}}\n${tables(t(', a: d'))}`,
    next: `domains: {d: {type: text, checks: {k: VALUE <> ''}}}\n${tables(t(', a: d'))}`,
    corrupt: asItIs,
    windows: [{ code: 'lock-window-scan', relation: 'public.t', lock: 'SHARE', during: 2, declared: true }],
  },
  {
    title: 'a domain is checked, and does not say so',
    previous: `domains: {d: {type: text}}\n${tables(t(', a: d'))}`,
    next: `domains: {d: {type: text, checks: {k: VALUE <> ''}}}\n${tables(t(', a: d'))}`,
    corrupt: silenced,
    windows: [{ code: 'lock-window-scan', relation: 'public.t', blocks: writes, declared: false }],
  },
  {
    title: 'a materialized view is computed again, and says so',
    previous: matview('SELECT id FROM t'),
    next: matview('SELECT id + 1 AS id FROM t'),
    corrupt: asItIs,
    windows: [
      {
        code: 'lock-window-scan',
        relation: 'public.m',
        since: 2,
        during: 3,
        on: ['public.m'],
        declared: true,
      },
    ],
  },
  {
    title: 'a materialized view is made anew without its rows, which is no work',
    previous: matview('SELECT id FROM t'),
    next: matview('SELECT id + 1 AS id FROM t, with_data: false'),
    corrupt: asItIs,
    windows: [],
  },
  {
    title: 'a hazard does not come',
    previous: tables(t('')),
    next: tables(t(', a: text')),
    corrupt: (plan) =>
      withSteps(plan, (steps) =>
        steps.map((step) => ({
          ...step,
          hazards: [
            { kind: 'rewrite', message: 'r' },
            { kind: 'blocking', message: 'b' },
            { kind: 'backward-incompatible', message: 'i' },
          ],
        })),
      ),
    windows: [],
    unseen: [
      { step: 1, hazard: { kind: 'rewrite', message: 'r' } },
      { step: 1, hazard: { kind: 'blocking', message: 'b' } },
    ],
  },
  {
    title: 'what a plan makes itself is locked by nobody else',
    previous: '',
    next: tables(t(', a: {type: integer, references: u}', ', indexes: {i: [a]}'), u),
    corrupt: asItIs,
    windows: [],
  },
];

for (const major of [15, 18] as const) {
  test.for(cases)(
    `on PostgreSQL ${major}: $title`,
    async ({ previous, next, corrupt, windows, unseen = [] }) => {
      const pair = pairOf(modelOf(previous), modelOf(next));
      const plan = corrupt(makePlan(pair, 15));
      const ledger = await withSchema(major, pair.previous, '', (clients) => measure(clients, plan));
      const found = lockWindows(ledger, plan);
      expect(found).toHaveLength(windows.length);
      expect(found).toMatchObject(windows);
      expect(unseenHazards(ledger, plan)).toEqual(unseen);
    },
  );
}

function inOneTransaction(plan: Plan): Plan {
  const [first] = plan.batches as readonly [Batch];
  return { ...plan, batches: [{ ...first, steps: plan.batches.flatMap(({ steps }) => steps) }] };
}

/** All steps in the transaction of the first. */
function withSteps(plan: Plan, change: (steps: readonly Step[]) => readonly Step[]): Plan {
  const [merged] = inOneTransaction(plan).batches as readonly [Batch];
  return { ...plan, batches: [{ ...merged, steps: change(merged.steps) }] };
}

function silenced(plan: Plan): Plan {
  return {
    ...plan,
    batches: plan.batches.map((batch) => ({
      ...batch,
      steps: batch.steps.map((step) => ({ ...step, hazards: [] })),
    })),
  };
}

type AlterTable = Extract<Step['statement'], { kind: 'alter_table' }>;
type AddConstraint = Extract<AlterTable['actions'][number], { kind: 'add_constraint' }>;

function altered({ statement }: Step, change: (action: AddConstraint) => AddConstraint): Step['statement'] {
  if (statement.kind !== 'alter_table') return statement;
  const actions = statement.actions.map((action) =>
    action.kind === 'add_constraint' ? change(action) : action,
  );
  return { ...statement, actions };
}

function isSetNotNull({ statement }: Step): boolean {
  return statement.kind === 'alter_table' && statement.actions.some(({ kind }) => kind === 'set_not_null');
}

function isRewrite({ statement }: Step): boolean {
  return statement.kind === 'alter_table' && statement.actions.some(({ kind }) => kind === 'set_type');
}
