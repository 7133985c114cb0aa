import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { majors } from '../../src/database/server/index.ts';
import type { TargetChoice } from '../../src/database/target/choice.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import type { Moved } from '../../src/operations/target-request.ts';
import { projectAt } from '../../src/release/project.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { type Catalog, type CatalogTable, readCatalog } from './read-catalog.ts';

const project = projectAt(fileURLToPath(new URL('../../spec', import.meta.url)));

const nothing: Pick<CatalogTable, 'indexes' | 'constraints'> = { indexes: {}, constraints: {} };

/** What LearnR's two hand-written migrations left in a database; the files leave out what a table has none of. */
function left(number: '001' | '002'): Catalog {
  const catalog: Catalog = JSON.parse(
    readFileSync(new URL(`catalog-${number}.json`, import.meta.url), 'utf8'),
  );
  return Object.fromEntries(
    Object.entries(catalog).map(([name, table]) => [name, { ...nothing, ...table }] as const),
  );
}

describe.each(majors)("LearnR's releases on PostgreSQL %i", (major) => {
  let database: FreshDatabase;
  let target: TargetChoice;

  beforeAll(async () => {
    database = await freshDatabase(major);
    target = { kind: 'url', url: parseTargetUrl(database.url, 'DATABASE_URL') };
  });

  afterAll(() => database.drop());

  const request = () => ({ project, target, onEvent: () => {} });
  const forward = (name: string): Promise<Moved> =>
    apply(request(), { kind: 'release', name }, usualSettings);
  const back = (name: string): Promise<Moved> =>
    rollback(request(), { kind: 'release', name }, usualSettings);

  const tables = async () => Object.keys(await readCatalog(database.client)).length;

  it('001 is what migration 001 left, in 10 tables', async () => {
    await forward('001');
    expect(await readCatalog(database.client)).toEqual(left('001'));
    expect(await tables()).toBe(10);
  });

  it('002 is what migration 002 left, in 21 tables', async () => {
    await forward('002');
    expect(await readCatalog(database.client)).toEqual(left('002'));
    expect(await tables()).toBe(21);
  });

  it('003 has 23 tables with comments on all', async () => {
    await forward('003');
    expect(await tables()).toBe(23);
    const { rows } = await database.client.query(`SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND obj_description(oid, 'pg_class') IS NULL`);
    expect(rows).toEqual([]);
  });

  it('002 is 002 again on the way back', async () => {
    await back('002');
    expect(await readCatalog(database.client)).toEqual(left('002'));
    const { rows } = await database.client.query(`SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND obj_description(oid, 'pg_class') IS NOT NULL`);
    expect(rows).toEqual([]);
  });

  it('001 is 001 again on the way back', async () => {
    await back('001');
    expect(await readCatalog(database.client)).toEqual(left('001'));
  });

  it('base leaves nothing but journal and attic, which are in schemas of their own', async () => {
    await back('base');
    const { rows } =
      await database.client.query(`SELECT nspname AS schema, count(pg_class.oid)::integer AS relations
FROM pg_namespace LEFT JOIN pg_class ON relnamespace = pg_namespace.oid
WHERE nspname !~ '^(pg_|information_schema)' GROUP BY nspname ORDER BY nspname`);
    expect(rows).toEqual([
      { schema: 'learnr_schema', relations: expect.any(Number) },
      { schema: 'learnr_schema_attic', relations: 0 },
      { schema: 'public', relations: 0 },
    ]);
  });

  it('go all the way forward once more', async () => {
    expect((await forward('head')).releases.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await tables()).toBe(23);
  });
});
