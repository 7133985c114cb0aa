import { expect, it } from 'vitest';
import { accepted, grammar, problemOf } from './support.ts';

const sum = (summands: number) => `a${'+1'.repeat(summands)}`;

it('refuses what nests too deeply, and is not broken by it', () => {
  for (const text of ['('.repeat(20_000), 'not '.repeat(20_000), 'case when a then '.repeat(20_000)])
    expect(problemOf(grammar.expression(`${text}a`))).toMatchObject({ code: 'sql-too-deep', offset: 0 });
  expect(accepted(grammar.expression(sum(300))).mentions.columns).toEqual(['a']);
  expect(problemOf(grammar.expression(sum(60_000))).code).toBe('sql-too-deep');
  expect(accepted(grammar.expression('b > c')).mentions.columns).toEqual(['b', 'c']);
});

it('parses nothing more once the parser could break, but knows what it knows', () => {
  for (const summands of [60_001, 60_002, 60_003])
    expect(problemOf(grammar.expression(sum(summands))).code).toBe('sql-too-deep');
  expect(problemOf(grammar.expression('d')).code).toBe('sql-too-deep');
  expect(grammar.expression('b > c').ok).toBe(true);
});
