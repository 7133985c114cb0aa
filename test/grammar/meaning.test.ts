import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Major } from '../../src/database/server/index.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { groups } from './meaning-corpus.ts';
import { meaning, printView, queryMeaning, queryReadable, readable, schemaText } from './meaning-server.ts';
import { views } from './meaning-views.ts';

/** What no-one can tell without a server. */
const leftUnequal: ReadonlySet<string> = new Set([
  // The arguments and results of functions that are somebody's own.
  "own(t) = own('x')",
  "public.own(t) = 'x'",
  // Depends on the locale.
  "'0'::money",
]);

const viewsLeftUnequal: readonly RegExp[] = [
  /WITH RECURSIVE/,
  /WITHIN GROUP/,
  /FOR UPDATE/,
  /TABLESAMPLE/,
  /SELECT p FROM/,
];

const majors: readonly Major[] = [15, 18];

describe.each(majors)('what PostgreSQL %i prints', (major) => {
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await freshDatabase(major);
    await database.client.query(schemaText);
  });
  afterAll(() => database.drop());

  describe.each(groups)('$name', ({ place, print, texts }) => {
    it.each(texts)('means the same: %s', async (text) => {
      const { client } = database;
      const printed = await print(client, text);
      const again = await print(client, printed);
      const pretty = await print(client, text, true);
      const meanings = [text, printed, again, pretty].map((sql) => meaning(sql, place));
      expect(new Set(meanings).size, `${printed}\n${again}`).toBe(leftUnequal.has(text) ? 2 : 1);
    });

    it('can be read, and is executed to something that means the same', async () => {
      for (const text of texts) {
        const printed = await print(database.client, text);
        const nice = readable(printed, place);
        expect(readable(nice, place), `readable twice: ${text}`).toBe(nice);
        const executed = await print(database.client, nice);
        expect(meaning(executed, place), `${text}: ${nice}`).toBe(meaning(printed, place));
      }
    });
  });

  it.each(views)('view: %s', async (text) => {
    const { client } = database;
    const printed = await printView(client, text);
    const again = await printView(client, printed);
    const pretty = await printView(client, text, true);
    expect(queryMeaning(again)).toBe(queryMeaning(printed));
    expect(queryMeaning(pretty)).toBe(queryMeaning(printed));
    if (!viewsLeftUnequal.some((pattern) => pattern.test(text)))
      expect(queryMeaning(text), printed).toBe(queryMeaning(printed));
    expect(await printView(client, queryReadable(pretty))).toBe(printed);
  });
});
