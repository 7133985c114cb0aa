import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keywords } from '../../src/sql/keywords.ts';
import { dollarQuote, quoteName, quoteText } from '../../src/sql/quote.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { statementsIn } from './parse.ts';

const encoder = new TextEncoder();

/** Anything that PostgreSQL can keep as a name: 63 bytes of UTF-8 without NUL. */
const identifier = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 63 }),
    fc.stringMatching(/^[a-z_][a-z0-9_$]{0,10}$/),
    fc.stringMatching(/^["a-zA-Z_; -]{1,10}$/),
    fc.constantFrom('a"; drop table users; --', '🦆', ...keywords),
  )
  .filter((name) => !name.includes('\0') && encoder.encode(name).length <= 63);

const anything = fc
  .oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[$a-z'"\\\n_1;]{0,20}$/))
  .filter((text) => !text.includes('\0'));

describe('quoteName', () => {
  it('is read back by PostgreSQL as it was', () => {
    fc.assert(
      fc.property(identifier, (name) => {
        expect(statementsIn(`DROP SCHEMA ${quoteName(name)}`)).toMatchObject([
          { DropStmt: { objects: [{ String: { sval: name } }] } },
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([...keywords])('quotes the keyword %s', (word) => {
    expect(quoteName(word)).toBe(`"${word}"`);
  });

  it('leaves unreserved keywords alone', () => {
    expect(['name', 'type', 'status', 'value', 'date', 'text', 'path'].map(quoteName)).toEqual([
      'name',
      'type',
      'status',
      'value',
      'date',
      'text',
      'path',
    ]);
  });

  describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
    let database: FreshDatabase;
    beforeAll(async () => {
      database = await freshDatabase(major);
    });
    afterAll(() => database.drop());

    it('is what quote_ident() does', async () => {
      const names = [...fc.sample(identifier, 2000), ...keywords];
      const { rows } = await database.client.query<{ name: string; quoted: string }>(
        'SELECT name, quote_ident(name) AS quoted FROM unnest($1::text[]) AS name',
        [names],
      );
      // Words that became keywords after this version.
      const different = rows.filter(({ name, quoted }) => quoteName(name) !== quoted);
      expect(rows).toHaveLength(names.length);
      expect(different.filter(({ name }) => !keywords.has(name))).toEqual([]);
      if (major === 18) expect(different).toEqual([]);
    });

    it('knows every keyword', async () => {
      const { rows } = await database.client.query<{ word: string }>(
        "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'",
      );
      expect(rows.filter(({ word }) => !keywords.has(word))).toEqual([]);
    });

    it('and quoteText and dollarQuote give the text back', async () => {
      const texts = fc.sample(anything, 1000);
      for (const quote of [quoteText, (text: string) => dollarQuote(text, 'function')]) {
        const { rows } = await database.client.query<{ given: string[] }>(
          `SELECT ARRAY[${texts.map((text) => quote(text)).join(', ')}] AS given`,
        );
        expect(rows[0]?.given).toEqual(texts);
      }
    });
  });
});

describe('dollarQuote', () => {
  it.each([
    ['', '$$$$'],
    ['a', '$$a$$'],
    ['a$', '$function$a$$function$'],
    ['$$', '$function$$$$function$'],
    ['$$ $function$', '$function1$$$ $function$$function1$'],
    ['$function$ $function1$ $$', '$function2$$function$ $function1$ $$$function2$'],
  ])('%j', (text, quoted) => {
    expect(dollarQuote(text, 'function')).toBe(quoted);
  });
});
