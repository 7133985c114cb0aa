import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { read } from './helpers.ts';

const everything = readFileSync(new URL('cases/valid/everything.yaml', import.meta.url), 'utf8');
const content = parseDocument(everything).toJS() as Tree;
type Tree = { [key: string]: unknown };

/** Keys whose order means something: columns of a table. */
function shuffled(value: unknown, seed: () => number, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Tree).map(
    ([name, inner]) => [name, shuffled(inner, seed, name)] as const,
  );
  if (key !== 'columns') entries.sort(() => (seed() % 3) - 1);
  return Object.fromEntries(entries);
}

test('the order of keys, except that of columns, means nothing', () => {
  const expected = read(stringify(content));
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 50 }), (numbers) => {
      let position = 0;
      const seed = () => numbers[position++ % numbers.length] ?? 0;
      expect(read(stringify(shuffled(content, seed)))).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('the order of columns does', () => {
  expect(read('tables: {t: {columns: {a: text, b: text}}}')).not.toEqual(
    read('tables: {t: {columns: {b: text, a: text}}}'),
  );
});
