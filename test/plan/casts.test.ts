import { expect, test } from 'vitest';
import { majors } from '../../src/model/model.ts';
import type { DataType } from '../../src/model/type.ts';
import { casts, families, hasCast, isAssigned } from '../../src/plan/recipes/casts.ts';
import { freshDatabase } from '../support/postgres.ts';

const named = (name: string, array = false): DataType => ({ name, modifiers: [], array });

const names = [
  ...new Set([...families.slice(1).flatMap((family) => [...family]), ...Object.entries(casts).flat(2)]),
].sort();

test.each(majors)('the casts between built-in types are those of PostgreSQL %s', async (major) => {
  const { client, drop } = await freshDatabase(major);
  const { rows } = await client.query<{ source: string; target: string; explicit: boolean }>(
    `SELECT format_type(castsource, NULL) AS source, format_type(casttarget, NULL) AS target, castcontext = 'e' AS explicit
     FROM pg_cast WHERE castsource <> casttarget`,
  );
  await drop();
  const known = new Map(rows.map(({ source, target, explicit }) => [`${source} ${target}`, explicit]));
  for (const old of names) {
    for (const next of names.filter((name) => name !== old)) {
      const explicit = known.get(`${old} ${next}`);
      expect([old, next, hasCast(named(old), named(next))]).toEqual([old, next, explicit !== undefined]);
      expect([old, next, hasCast(named(old, true), named(next, true))]).toEqual([
        old,
        next,
        explicit !== undefined,
      ]);
      if (isAssigned(named(old), named(next))) expect([old, next, explicit]).toEqual([old, next, false]);
    }
  }
});

test('what is no array becomes none by a cast', () => {
  expect(hasCast(named('boolean'), named('integer', true))).toBe(false);
  expect(hasCast({ ...named('boolean'), schema: 'public' }, named('integer'))).toBe(false);
});
