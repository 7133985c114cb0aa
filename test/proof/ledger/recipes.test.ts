import { expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { LedgerEntry } from '../../../src/proof/ledger/ledger.ts';
import { measure } from '../../../src/proof/ledger/measure.ts';
import { modelOf } from '../../support/model.ts';
import { withSchema } from './measured.ts';

/** What PostgreSQL's documentation says of a statement (ALTER TABLE, CREATE INDEX and others; "Explicit Locking"). */
type Case = {
  readonly title: string;
  readonly previous: string;
  readonly next: string;
  readonly rows?: string;
  /** Of each step, what is locked, how, and what is done to it. */
  readonly steps: readonly (readonly string[])[];
};

const id = 'id: {type: integer, primary_key: true}';
const t = (more: string, parts = '') => `t: {columns: {${id}${more}}${parts}}`;
const tables = (...all: readonly string[]) => `tables: {${all.join(', ')}}`;
const u = `u: {columns: {${id}}}`;
const rows = 'INSERT INTO t (id) VALUES (1), (2)';

const cases: readonly Case[] = [
  {
    title: 'ADD COLUMN',
    previous: tables(t('')),
    next: tables(t(', a: text')),
    steps: [['public.t ACCESS EXCLUSIVE']],
  },
  {
    title: 'ADD COLUMN with a default that is no function',
    previous: tables(t('')),
    next: tables(t(', a: {type: integer, default: 1}')),
    steps: [['public.t ACCESS EXCLUSIVE']],
  },
  {
    title: 'ADD COLUMN with a default that differs row by row, filled in batches',
    previous: tables(t('')),
    next: tables(t(', a: {type: uuid, default: gen_random_uuid()}')),
    rows,
    steps: [['public.t ACCESS EXCLUSIVE'], ['public.t ROW EXCLUSIVE, sampled']],
  },
  {
    title: 'ADD COLUMN GENERATED … STORED',
    previous: tables(t('')),
    next: tables(t(', a: {type: integer, generated: id * 2}')),
    steps: [['public.t ACCESS EXCLUSIVE, rewrite, build']],
  },
  {
    title: 'DROP COLUMN',
    previous: tables(t(', a: text')),
    next: tables(t('')),
    steps: [['public.t ACCESS EXCLUSIVE']],
  },
  {
    title: 'ALTER COLUMN TYPE that only the catalog notices',
    previous: tables(t(', a: varchar(10)', ', indexes: {i: [a]}')),
    next: tables(t(', a: text', ', indexes: {i: [a]}')),
    steps: [['public.t ACCESS EXCLUSIVE']],
  },
  {
    title: 'ALTER COLUMN TYPE',
    previous: tables(t(', a: integer')),
    next: tables(t(', a: bigint')),
    steps: [['public.t ACCESS EXCLUSIVE, rewrite, build']],
  },
  {
    title: 'ADD CHECK NOT VALID, VALIDATE CONSTRAINT',
    previous: tables(t('')),
    next: tables(t('', ', checks: {c: id > 0}')),
    steps: [['public.t ACCESS EXCLUSIVE'], ['public.t SHARE UPDATE EXCLUSIVE, scan']],
  },
  {
    title: 'ADD FOREIGN KEY NOT VALID, VALIDATE CONSTRAINT',
    previous: tables(t(', a: integer'), u),
    next: tables(t(', a: {type: integer, references: u}'), u),
    steps: [
      ['public.t SHARE ROW EXCLUSIVE', 'public.u SHARE ROW EXCLUSIVE'],
      ['public.t SHARE UPDATE EXCLUSIVE, scan', 'public.u ROW SHARE'],
    ],
  },
  {
    title: 'DROP CONSTRAINT of a foreign key',
    previous: tables(t(', a: {type: integer, references: u}'), u),
    next: tables(t(', a: integer'), u),
    steps: [['public.t ACCESS EXCLUSIVE', 'public.u ACCESS EXCLUSIVE']],
  },
  {
    title: 'SET NOT NULL, by way of a check',
    previous: tables(t(', a: text')),
    next: tables(t(', a: {type: text, not_null: true}')),
    steps: [
      ['public.t ACCESS EXCLUSIVE'],
      ['public.t SHARE UPDATE EXCLUSIVE, scan'],
      ['public.t ACCESS EXCLUSIVE'],
      ['public.t ACCESS EXCLUSIVE'],
    ],
  },
  {
    title: 'CREATE INDEX CONCURRENTLY',
    previous: tables(t(', a: text')),
    next: tables(t(', a: text', ', indexes: {i: [a]}')),
    rows,
    steps: [['public.t SHARE UPDATE EXCLUSIVE, build, sampled']],
  },
  {
    title: 'DROP INDEX CONCURRENTLY',
    previous: tables(t(', a: text', ', indexes: {i: [a]}')),
    next: tables(t(', a: text')),
    steps: [['public.t SHARE UPDATE EXCLUSIVE, sampled']],
  },
  {
    title: 'ADD UNIQUE USING INDEX',
    previous: tables(t(', a: text')),
    next: tables(t(', a: text', ', unique: {k: [a]}')),
    steps: [['public.t SHARE UPDATE EXCLUSIVE, build, sampled'], ['public.t ACCESS EXCLUSIVE']],
  },
  {
    title: 'ADD EXCLUDE',
    previous: tables(t(', a: tstzrange')),
    next: tables(t(', a: tstzrange', `, exclusions: {e: {elements: [{column: a, with: '&&'}]}}`)),
    steps: [['public.t ACCESS EXCLUSIVE, build']],
  },
  {
    title: 'ALTER INDEX RENAME',
    previous: tables(t(', a: text', ', indexes: {i: [a]}')),
    next: tables(t(', a: text', ', indexes: {j: {on: [a], renamed_from: i}}')),
    steps: [['public.t SHARE UPDATE EXCLUSIVE']],
  },
  {
    title: 'ALTER TABLE RENAME',
    previous: tables(t('')),
    next: tables(`t2: {renamed_from: t, columns: {${id}}}`),
    // The name of the index of its key follows.
    steps: [['public.t ACCESS EXCLUSIVE'], ['public.t ACCESS EXCLUSIVE']],
  },
  {
    title: 'ALTER TABLE SET (fillfactor)',
    previous: tables(t('')),
    next: tables(t('', ', with: {fillfactor: 80}')),
    steps: [['public.t SHARE UPDATE EXCLUSIVE']],
  },
  {
    title: 'ALTER TABLE SET UNLOGGED',
    previous: tables(t('')),
    next: tables(t('', ', unlogged: true')),
    steps: [['public.t ACCESS EXCLUSIVE, rewrite, build']],
  },
  {
    title: 'COMMENT ON TABLE',
    previous: tables(t('')),
    next: tables(t('', ', comment: hi')),
    steps: [['public.t SHARE UPDATE EXCLUSIVE']],
  },
  {
    title: 'ALTER DOMAIN ADD CHECK NOT VALID, VALIDATE CONSTRAINT',
    previous: `domains: {d: {type: text}}\n${tables(t(', a: d'))}`,
    next: `domains: {d: {type: text, checks: {k: VALUE <> ''}}}\n${tables(t(', a: d'))}`,
    steps: [[], ['public.t SHARE, scan']],
  },
  {
    title: 'CREATE TABLE with a foreign key',
    previous: tables(u),
    next: tables(t(', a: {type: integer, references: u}'), u),
    steps: [['public.u SHARE ROW EXCLUSIVE']],
  },
  {
    title: 'DROP TABLE with a foreign key',
    previous: tables(t(', a: {type: integer, references: u}'), u),
    next: tables(u),
    steps: [['public.t ACCESS EXCLUSIVE', 'public.u ACCESS EXCLUSIVE']],
  },
  {
    title: 'CREATE VIEW',
    previous: tables(t('')),
    next: `${tables(t(''))}\nviews: {v: {query: SELECT id FROM t}}`,
    steps: [['public.t ACCESS SHARE']],
  },
];

for (const major of [15, 18] as const) {
  test.for(cases)(`on PostgreSQL ${major}: $title`, async ({ previous, next, rows = '', steps }) => {
    const pair = pairOf(modelOf(previous), modelOf(next));
    const ledger = await withSchema(major, pair.previous, rows, (clients) =>
      measure(clients, makePlan(pair, 15)),
    );
    expect(ledger.steps.map(linesOf)).toEqual(steps);
  });
}

function linesOf({ relations, observed }: LedgerEntry): readonly string[] {
  return relations.map(({ relation, lock, rewrite, scan, build }) =>
    [
      `${relation} ${lock}`,
      ...(rewrite ? ['rewrite'] : []),
      ...(scan ? ['scan'] : []),
      ...(build ? ['build'] : []),
      ...(observed === 'sampled' ? ['sampled'] : []),
    ].join(', '),
  );
}
