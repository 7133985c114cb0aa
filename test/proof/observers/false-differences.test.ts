import { describe, expect, it } from 'vitest';
import { base, type Major, majors } from '../../../src/model/model.ts';
import { observeWithMigra, observeWithPgDump } from '../../../src/proof/observers/index.ts';
import {
  inspect,
  loadMigra,
  type Row,
  statementsBetween,
} from '../../../src/proof/observers/migra/library.ts';
import type { FreshDatabase } from '../../support/postgres.ts';
import { observedPair } from './observed-pair.ts';

const bare = 'a table of which no column is left, with what stands on it';
const own = 'our own schema';

/** What an observer would take for a difference, and is none. */
const equal = {
  'the order of columns, under a view with a trigger': [
    `CREATE TABLE t (a integer, b text, c integer); ${onTable()}`,
    `CREATE TABLE t (b text, c integer, a integer); ${onTable()}`,
  ],
  'the order in which checks of a domain were made': [
    `CREATE DOMAIN d AS text CONSTRAINT k CHECK (VALUE <> 'CHECK (') CONSTRAINT l CHECK (VALUE <> ')') NOT NULL`,
    `CREATE DOMAIN d AS text; ALTER DOMAIN d SET NOT NULL; ALTER DOMAIN d ADD CONSTRAINT l CHECK (VALUE <> ')');
     ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE <> 'CHECK (')`,
  ],
  'the name of the NOT NULL constraint of a domain': [
    'CREATE DOMAIN old AS text NOT NULL; ALTER DOMAIN old RENAME TO new',
    'CREATE DOMAIN new AS text NOT NULL',
  ],
  'the name of the NOT NULL constraint of a column': [
    'CREATE TABLE t (a integer NOT NULL); ALTER TABLE t RENAME a TO b',
    'CREATE TABLE t (b integer NOT NULL)',
  ],
  [bare]: [
    'CREATE TABLE t (a integer, CONSTRAINT k CHECK (true)); ALTER TABLE t DROP a',
    'CREATE TABLE t (CONSTRAINT k CHECK (true))',
  ],
  [own]: [
    'CREATE SCHEMA learnr_schema; CREATE TABLE learnr_schema.t (a integer); CREATE DOMAIN learnr_schema.d AS text',
    '',
  ],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

function onTable(): string {
  return `
    CREATE VIEW v AS SELECT a, b FROM t; CREATE VIEW w AS SELECT a FROM v;
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER x INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()`;
}

const cases = Object.entries(equal).map(([title, [from, to]], number) => ({
  title,
  schema: `case_${number}_`,
  from,
  to,
}));

/** Each case in a schema of its own. */
function script(side: 'from' | 'to', chosen: typeof cases): string {
  return chosen
    .map((one) => `CREATE SCHEMA ${one.schema}; SET search_path = ${one.schema}; ${one[side]};`)
    .join('\n');
}

describe.each(majors)('what is no difference, on PostgreSQL %i', (major) => {
  it('is none to any observer', async () => {
    const pair = await observedPair(major, script('from', cases), script('to', cases));
    try {
      const agrees = { status: 'agrees', differences: [], columnOrder: ['case_0_.t'], notObserved: [] };
      expect(await observeWithMigra(...pair.urls, base)).toEqual({ observer: 'migra', ...agrees });
      const dumps = await observeWithPgDump(...pair.urls, base);
      if (dumps.status !== 'unavailable') expect(dumps).toEqual({ observer: 'pg_dump', ...agrees });
      else expect(dumps.reason).toMatch(new RegExp(`^the server is PostgreSQL ${major}, and (?:no|this) `));
    } finally {
      await pair.drop();
    }
  });

  // So that what is corrected for nothing, once the library has learned it, does not stay.
  it('would be one to the library alone', async () => {
    const chosen = cases.filter(({ title }) => title !== bare);
    const wronglySeen = [
      'the order of columns, under a view with a trigger',
      'the order in which checks of a domain were made',
      ...(major >= 17 ? ['the name of the NOT NULL constraint of a domain'] : []),
      'our own schema',
    ];
    const statements = await withoutCorrections(major, chosen);
    const found = chosen.filter(({ title, schema }) =>
      statements.some((statement) => statement.includes(title === own ? 'learnr_schema' : schema)),
    );
    expect(found.map(({ title }) => title)).toEqual(wronglySeen);
  });

  it('would make the library alone throw, where a table has no column left', async () => {
    await expect(
      withoutCorrections(
        major,
        cases.filter(({ title }) => title === bare),
      ),
    ).rejects.toThrow(TypeError);
  });
});

async function withoutCorrections(major: Major, chosen: typeof cases): Promise<readonly string[]> {
  const pair = await observedPair(major, script('from', chosen), script('to', chosen));
  try {
    const migra = await loadMigra();
    const read = ({ client }: FreshDatabase) =>
      inspect(migra, major, async (_, sql) => {
        // As catalogFor does, but for all schemas at once: each name is there once only.
        await client.query(`SET search_path = ${chosen.map(({ schema }) => schema).join(', ')}`);
        return (await client.query<Row>(sql)).rows;
      });
    return await statementsBetween(migra, await read(pair.from), await read(pair.to));
  } finally {
    await pair.drop();
  }
}

it('says that it crashed, and why, and what it could not see', async () => {
  // The library looks for the parent by a name in which it does not double the quotes.
  const from = 'CREATE TABLE "a""b" (a integer); CREATE TABLE t () INHERITS ("a""b")';
  const pair = await observedPair(18, from);
  try {
    const observation = await observeWithMigra(...pair.urls, base);
    expect(observation).toMatchObject({ status: 'crashed', differences: [] });
    expect(observation).toHaveProperty('reason', expect.stringMatching(/undefined/));
    // Nothing of it stays connected.
    const { rows } = await pair.from.client.query(
      'SELECT count(*)::integer AS others FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(rows).toEqual([{ others: 0 }]);
  } finally {
    await pair.drop();
  }
});
