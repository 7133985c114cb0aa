import { describe, expect, it } from 'vitest';
import { majors } from '../../src/database/server/index.ts';
import { isCatalogFunction } from '../../src/grammar/meaning/catalog/function-names.ts';
import { functions } from '../../src/grammar/meaning/catalog/functions.ts';
import { operators } from '../../src/grammar/meaning/catalog/operators.ts';
import {
  castsForStorage,
  castsImplicitly,
  categoryOf,
  isPreferred,
} from '../../src/grammar/meaning/catalog/types.ts';
import { freshDatabase } from '../support/postgres.ts';

/** A type that is reasoned about: one whose category is known, and arrays of it. */
const isKnown = (type: string) => categoryOf(type.replace(/^_/, '')) !== undefined;

const overloads = new Set(
  Object.entries(functions).flatMap(([name, texts]) =>
    texts.split(' ').map((text) => `${name}(${text.replace(/[?*]/g, '')}`),
  ),
);
const operatorTexts = new Set(
  Object.entries(operators).flatMap(([name, texts]) => texts.split(' ').map((text) => `${name} ${text}`)),
);

describe.each(majors)('the catalog of PostgreSQL %i', (major) => {
  it('has no overloads, operators, casts or types that are not known', async () => {
    const { client, drop } = await freshDatabase(major);
    try {
      const rows = async (sql: string) =>
        (await client.query<{ text: string; types: readonly string[] }>(sql)).rows;
      const routines = await rows(`
        SELECT format('%s(%s>%s', proname, array_to_string(a.types, ','), r.typname) AS text, a.types
        FROM pg_proc p JOIN pg_type r ON r.oid = prorettype,
          LATERAL (SELECT coalesce(array_agg(t.typname::text ORDER BY o), '{}') AS types
            FROM unnest(proargtypes) WITH ORDINALITY u(x, o) JOIN pg_type t ON t.oid = x) a
        WHERE pronamespace = 'pg_catalog'::regnamespace
          AND proname = ANY ('{${Object.keys(functions).join()}}')`);
      // In 18 it has a second argument with a default.
      const missing = routines.filter(
        ({ text }) => !overloads.has(text) && text !== 'jsonb_strip_nulls(jsonb>jsonb',
      );
      expect(missing).toEqual([]);
      const found = await rows(`
        SELECT format('%s %s>%s', oprname, concat_ws(',', l.typname, r.typname), z.typname) AS text,
          array_remove(ARRAY[l.typname::text, r.typname::text], NULL) AS types
        FROM pg_operator LEFT JOIN pg_type l ON l.oid = oprleft JOIN pg_type r ON r.oid = oprright
          JOIN pg_type z ON z.oid = oprresult WHERE oprnamespace = 'pg_catalog'::regnamespace`);
      const ours = found.filter(({ types }) => types.every(isKnown));
      expect(ours.filter(({ text }) => !operatorTexts.has(text))).toEqual([]);
      expect(ours.length).toBeGreaterThan(500);
      const casts = await client.query<{ s: string; t: string; c: string }>(`
        SELECT s.typname AS s, t.typname AS t, castcontext AS c FROM pg_cast
        JOIN pg_type s ON s.oid = castsource JOIN pg_type t ON t.oid = casttarget WHERE s.oid <> t.oid`);
      for (const { s, t, c } of casts.rows.filter((row) => isKnown(row.s) && isKnown(row.t))) {
        expect([s, t, castsImplicitly(s, t)]).toEqual([s, t, c === 'i']);
        expect([s, t, castsForStorage(s, t)]).toEqual([s, t, c !== 'e']);
      }
      const types = await client.query<{ n: string; c: string; p: boolean }>(`
        SELECT typname AS n, typcategory AS c, typispreferred AS p FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace`);
      for (const { n, c, p } of types.rows.filter(
        (row) => categoryOf(row.n) !== undefined && row.n !== '_record',
      ))
        expect([n, categoryOf(n), isPreferred(n)]).toEqual([n, c, p]);
      const names = await client.query<{ n: string }>(
        `SELECT DISTINCT proname AS n FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace`,
      );
      expect(names.rows.filter(({ n }) => !isCatalogFunction(n))).toEqual([]);
    } finally {
      await drop();
    }
  });
});
