import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { libpqVariables } from '../../../src/database/pg-dump/environment.ts';
import { findPgDumps, fitting } from '../../../src/database/pg-dump/find.ts';
import { runProgram } from '../../../src/database/pg-dump/program.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { base } from '../../../src/model/model.ts';
import { observeWithPgDump } from '../../../src/proof/observers/index.ts';
import { compareDumps } from '../../../src/proof/observers/pg-dump/compare.ts';
import { factsOf } from '../../../src/proof/observers/pg-dump/facts.ts';
import { withEnvironment } from '../../support/environment.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { urlOf } from './observed-pair.ts';

/** As pg_dump 15.18 wrote it. */
const dump = readFileSync(new URL('recorded-15.sql', import.meta.url), 'utf8');

it('reads a dump as what it says', () => {
  expect(factsOf(dump).said).toEqual([
    'ALTER FUNCTION public.f() OWNER TO postgres',
    'ALTER FUNCTION public.g() OWNER TO postgres',
    'ALTER TABLE public.empty OWNER TO postgres',
    'ALTER TABLE public.t OWNER TO postgres',
    `CREATE FUNCTION public.f() RETURNS integer
    LANGUAGE plpgsql
    AS $$ BEGIN
-- not a comment of the dump; this stays
RETURN 1; END $$`,
    `CREATE FUNCTION public.g() RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN true THEN 1
             ELSE 2
         END AS "case";
 SELECT 2;
END`,
    "CREATE TABLE public.t (…) WITH (fillfactor='70')",
    'CREATE TABLE public.t: "b(,;" numeric(5,2) DEFAULT 1.5 NOT NULL',
    'CREATE TABLE public.t: CONSTRAINT k CHECK ((a > 1))',
    'CREATE TABLE public.t: a integer NOT NULL',
    "CREATE TABLE public.t: c text DEFAULT 'it''s; -- (no'::text",
    'CREATE UNLOGGED TABLE public.empty (…)',
  ]);
});

it('takes another order, other versions and another random word for no difference', () => {
  const other = dump
    .replaceAll(/restrict \w+/g, 'restrict another')
    .replaceAll('15.18', '16.3')
    .replace('    a integer NOT NULL,\n', '')
    .replace("'::text,\n", "'::text,\n    a integer NOT NULL,\n");
  expect(compareDumps(dump, other)).toEqual({ status: 'agrees', differences: [], columnOrder: ['public.t'] });
});

it('names what only one of them says', () => {
  const other = dump
    .replace('a integer NOT NULL', 'a bigint NOT NULL')
    .replace('SELECT 2;\nEND', 'SELECT 3;\nEND')
    .replace('-- not a comment', '-- no comment')
    .replace('UNLOGGED ', '');
  expect(compareDumps(dump, other)).toEqual({
    status: 'differs',
    differences: [
      '+ CREATE FUNCTION public.f() RETURNS integer … -- no comment of the dump; this stays RETURN 1; END $$',
      '− CREATE FUNCTION public.f() RETURNS integer … -- not a comment of the dump; this stays RETURN 1; END $$',
      '− CREATE FUNCTION public.g() RETURNS integer … SELECT 2; END',
      '+ CREATE FUNCTION public.g() RETURNS integer … SELECT 3; END',
      '+ CREATE TABLE public.empty (…)',
      '+ CREATE TABLE public.t: a bigint NOT NULL',
      '− CREATE TABLE public.t: a integer NOT NULL',
      '− CREATE UNLOGGED TABLE public.empty (…)',
    ],
    columnOrder: [],
  });
});

/** What pg_dump 18 is known to write, not recorded: names of NOT NULL constraints that are not the ones it would make up. */
it('leaves out the names of NOT NULL constraints, and no other', () => {
  const of = (items: string) => factsOf(`CREATE TABLE public.t (\n    ${items}\n);`).said.slice(1);
  expect(of(`a integer CONSTRAINT "old name" NOT NULL`)).toEqual([
    'CREATE TABLE public.t: a integer NOT NULL',
  ]);
  expect(of(`a text DEFAULT ' CONSTRAINT n NOT NULL'::text`)).toEqual([
    "CREATE TABLE public.t: a text DEFAULT ' CONSTRAINT n NOT NULL'::text",
  ]);
  expect(
    factsOf('CREATE DOMAIN public.d AS text\n\tCONSTRAINT e_not_null NOT NULL\n\tCONSTRAINT k CHECK (true);')
      .said,
  ).toEqual(['CREATE DOMAIN public.d AS text\n\tNOT NULL\n\tCONSTRAINT k CHECK (true)']);
  expect(of('CONSTRAINT k CHECK ((NOT NULL::boolean))')).toEqual([
    'CREATE TABLE public.t: CONSTRAINT k CHECK ((NOT NULL::boolean))',
  ]);
});

it('takes the oldest pg_dump that is not older than the server', () => {
  const of = (major: number) => ({ path: `/pg/${major}`, major, version: `${major}.1` });
  const all = [of(15), of(17), of(18)];
  expect(fitting(all, 15)?.path).toBe('/pg/15');
  expect(fitting(all, 16)?.path).toBe('/pg/17');
  expect(fitting([of(15)], 16)).toBeUndefined();
});

it('says which versions there are where none fits', async () => {
  const database = await freshDatabase(16);
  const [from, to] = [urlOf(database), urlOf(database)];
  const old = [{ path: '/pg/15', major: 15, version: '15.18' }];
  expect(await observeWithPgDump(from, to, base, old)).toEqual({
    observer: 'pg_dump',
    notObserved: [],
    status: 'unavailable',
    reason:
      'the server is PostgreSQL 16, and this machine has only pg_dump 15.18, which would refuse; LEARNR_SCHEMA_PG_DUMP can name another',
    differences: [],
    columnOrder: [],
  });
  expect(await observeWithPgDump(from, to, base, [])).toMatchObject({
    status: 'unavailable',
    reason: expect.stringContaining('no pg_dump was found on this machine'),
  });
  const missing = [{ path: '/pg/16', major: 16, version: '16.1' }];
  expect(await observeWithPgDump(from, to, base, missing)).toMatchObject({
    status: 'crashed',
    reason: '/pg/16 ended with ENOENT',
  });
  await database.drop();
});

it('tells libpq where the database is, and not the command line', () => {
  const environment = libpqVariables(
    parseTargetUrl(
      'postgresql://me:se%20cret@db.example:5433/app?sslmode=verify-full&sslrootcert=/ca.pem&options=-c%20a%3Db&connect_timeout=3',
      'the scratch server',
    ),
  );
  expect(environment).toEqual({
    PGAPPNAME: 'learnr-schema',
    PGCLIENTENCODING: 'UTF8',
    PGCONNECT_TIMEOUT: '3',
    PGDATABASE: 'app',
    PGHOST: 'db.example',
    PGOPTIONS: '-c a=b',
    PGPASSWORD: 'se cret',
    PGPORT: '5433',
    PGSSLMODE: 'verify-full',
    PGSSLROOTCERT: '/ca.pem',
    PGUSER: 'me',
  });
});

it('finds the program that the environment names, and kills one that takes too long', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
  const path = join(folder, 'pg_dump');
  await writeFile(
    path,
    '#!/bin/sh\n[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 19.2 (Nobody)" || exec sleep 60\n',
  );
  await chmod(path, 0o755);
  const found = await withEnvironment({ LEARNR_SCHEMA_PG_DUMP: path }, findPgDumps);
  expect(found).toEqual([{ path, major: 19, version: '19.2' }]);
  const none = await withEnvironment({ LEARNR_SCHEMA_PG_DUMP: join(folder, 'none') }, findPgDumps);
  expect(none).toEqual([]);
  await expect(runProgram(path, [], {}, 100)).rejects.toThrow(`${path} did not end within 0.1 s`);
  await rm(folder, { recursive: true });
});
