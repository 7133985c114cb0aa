import { expect, test } from 'vitest';
import { pairOf } from '../../src/diff/pair.ts';
import { base, type Major, majors } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { HazardKind, Plan, Step } from '../../src/plan/plan.ts';
import { renderStatement } from '../../src/sql/render.ts';
import { modelOf } from '../support/model.ts';
import { freshDatabase } from '../support/postgres.ts';
import { runPlan } from '../support/run-plan.ts';

type Case = {
  readonly title: string;
  readonly previous: string;
  readonly next: string;
  /** Kinds of hazard of the steps, in their order; steps without any are left out. */
  readonly hazards: readonly (readonly HazardKind[])[];
};

const column = (type: string, more = '') =>
  `tables: {t: {columns: {id: {type: integer, primary_key: true}, a: ${type}}${more}}}`;
const bare = 'tables: {t: {columns: {id: {type: integer, primary_key: true}}}}';

function addedOfDomain(title: string, domains: string, hazards: Case['hazards'], type = 'd'): Case {
  const functions = 'functions: {v(): {returns: integer, language: plpgsql, as: BEGIN RETURN 1; END}}';
  return {
    title: `a column of ${title} is added`,
    previous: `${functions}\ndomains: ${domains}\n${bare}`,
    next: `${functions}\ndomains: ${domains}\n${column(type)}`,
    hazards,
  };
}

function retyped(from: string, to: string, hazards: Case['hazards'], more = ''): Case {
  return {
    title: `${from} becomes ${to}${more}`,
    previous: column(`{type: '${from}'}`, more),
    next: column(`{type: '${to}'}`, more),
    hazards,
  };
}

function collated(title: string, hazards: Case['hazards'], more = ''): Case {
  return {
    title: `${title} gets another collation`,
    previous: column('{type: text}', more),
    next: column('{type: text, collate: C}', more),
    hazards,
  };
}

function throughDomain(
  title: string,
  domain: string,
  from: string,
  to: string,
  hazards: Case['hazards'],
  more = '',
): Case {
  return {
    title,
    previous: `domains: {d: ${domain}}\n${column(`{type: '${from}'}`, more)}`,
    next: `domains: {d: ${domain}}\n${column(`{type: '${to}'}`, more)}`,
    hazards,
  };
}

const rewrite: Case['hazards'] = [['rewrite']];
const narrower: Case['hazards'] = [['rewrite', 'backward-incompatible']];

const cases: readonly Case[] = [
  addedOfDomain('a domain with a check', '{d: {type: integer, checks: {k: VALUE > 0}}}', rewrite),
  addedOfDomain(
    'a domain with a default and a check',
    '{d: {type: integer, default: 1, checks: {k: VALUE > 0}}}',
    rewrite,
  ),
  addedOfDomain('a domain with a volatile default', '{d: {type: integer, default: v()}}', rewrite),
  addedOfDomain('a domain NOT NULL', '{d: {type: integer, default: 1, not_null: true}}', rewrite),
  addedOfDomain(
    'a domain over one with a check',
    '{e: {type: integer, checks: {k: VALUE > 0}}, d: {type: e}}',
    rewrite,
  ),
  addedOfDomain(
    'a domain over one with a volatile default',
    '{e: {type: integer, default: v()}, d: {type: e}}',
    rewrite,
  ),
  addedOfDomain('a domain with a plain default', '{d: {type: integer, default: 1}}', []),
  addedOfDomain(
    'a domain with its own default over a volatile one',
    '{e: {type: integer, default: v()}, d: {type: e, default: 1}}',
    [],
  ),
  addedOfDomain(
    'an array of a domain with a check',
    '{d: {type: integer, checks: {k: VALUE > 0}}}',
    [],
    "{type: 'd[]'}",
  ),
  retyped('varchar(10)', 'varchar(20)', []),
  retyped('varchar(10)', 'text', []),
  retyped('text', 'varchar', []),
  retyped('numeric(10,2)', 'numeric(12,2)', []),
  retyped('timestamp(3)', 'timestamp(6)', []),
  retyped('varbit(3)', 'varbit(6)', []),
  retyped('cidr', 'inet', []),
  retyped('varchar(10)[]', 'varchar(20)[]', rewrite),
  retyped('varchar[]', 'text[]', rewrite),
  retyped('text[]', 'varchar[]', rewrite),
  retyped('numeric(10,2)[]', 'numeric(12,2)[]', rewrite),
  retyped('timestamp(3)[]', 'timestamp(6)[]', rewrite),
  retyped('varchar(20)[]', 'varchar(10)[]', narrower),
  retyped('numeric(10,2)', 'numeric(12,3)', narrower),
  // What would be proven or built again is out of the way while the type changes.
  retyped('varchar(10)', 'varchar(20)', [], `, checks: {k: a <> ''}`),
  retyped('varchar(10)', 'varchar(20)', [], `, indexes: {i: [a], j: {on: [a], unique: true}}`),
  retyped('varchar(10)', 'varchar(20)', [], `, indexes: {i: {on: [a], where: a <> ''}}`),
  retyped('varchar(10)', 'varchar(20)', [], `, indexes: {i: {on: [id], where: a <> ''}}`),
  collated('a column', []),
  collated('a column with an index that stands on another one', [], ', indexes: {i: [id]}'),
  collated('a column with an index', [['blocking']], ', indexes: {i: [a]}'),
  collated('a column of a key', [['blocking']], ', unique: {k: [id, a]}'),
  throughDomain('a column leaves its domain', '{type: integer}', 'd', 'integer', []),
  throughDomain(
    'a column with an index leaves its domain for one without a length',
    '{type: varchar(5)}',
    'd',
    'varchar',
    [],
    ', indexes: {i: [a]}',
  ),
  throughDomain(
    'a column comes to a domain without constraints',
    '{type: text}',
    'text',
    'd',
    [],
    ', unique: {k: [id, a]}',
  ),
  throughDomain(
    'a column comes to a domain with a check',
    "{type: text, checks: {k: VALUE <> ''}}",
    'text',
    'd',
    narrower,
  ),
  throughDomain(
    'a column with an index leaves a domain with a collation',
    '{type: text, collate: C}',
    'd',
    'text',
    [['blocking']],
    ', indexes: {i: [a]}',
  ),
  {
    title: 'a check of a domain is validated',
    previous: `domains: {d: {type: text}}\n${column('d')}`,
    next: `domains: {d: {type: text, checks: {k: VALUE <> ''}}}\n${column('d')}`,
    hazards: [['blocking']],
  },
];

test.for(cases)('hazards: $title', ({ previous, next, hazards }) => {
  const found = stepsOf(makePlan(pairOf(modelOf(previous), modelOf(next)), 15))
    .map((step) => step.hazards.map(({ kind }) => kind))
    .filter((kinds) => kinds.length > 0);
  expect(found).toEqual(hazards);
});

for (const major of majors) {
  test.for(cases)(`PostgreSQL ${major} rewrites and scans what says so: $title`, async (given) => {
    expect(await silentWork(given, major)).toEqual([]);
  });
}

/** Statements that rewrite or scan a table, or build an index, under a strong lock and without a word of it. */
async function silentWork({ previous, next }: Case, major: Major): Promise<readonly string[]> {
  const { client, drop } = await freshDatabase(major);
  try {
    await runPlan(client, makePlan(pairOf(base, modelOf(previous)), major));
    await client.query('SET client_min_messages = debug1');
    const work: string[] = [];
    client.on('notice', ({ message = '' }) => {
      if (/^(rewriting table|verifying table|building index "(?!pg_toast))/.test(message)) work.push(message);
    });
    const plan = makePlan(pairOf(modelOf(previous), modelOf(next)), major);
    const silent: string[] = [];
    for (const batch of plan.batches) {
      for (const step of batch.steps) {
        work.length = 0;
        await runPlan(client, { ...plan, batches: [{ ...batch, steps: [step] }] });
        const declared = step.hazards.some(({ kind }) => kind === 'rewrite' || kind === 'blocking');
        const rewritten = work.some((message) => message.startsWith('rewriting table'));
        expect(step.hazards.some(({ kind }) => kind === 'rewrite')).toBe(rewritten);
        if (work.length > 0 && !declared && !isOnline(step)) silent.push(renderStatement(step.statement));
      }
    }
    return silent;
  } finally {
    await drop();
  }
}

function isOnline({ statement }: Step): boolean {
  if (statement.kind === 'alter_table')
    return statement.actions.every(({ kind }) => kind === 'validate_constraint');
  return statement.kind === 'create_index' && statement.concurrently;
}

function stepsOf(plan: Plan): readonly Step[] {
  return plan.batches.flatMap(({ steps }) => steps);
}
