import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepted, expectProblem, grammar, problemOf } from './support.ts';

describe('an expression', () => {
  it.each([
    'now()',
    "'draft'",
    'price > 0',
    '(a, b) OVERLAPS (c, d)',
    'a IN (1, 2, 3)',
    'x IS NOT NULL AND (y OR NOT z)',
    "VALUE ~ '^[a-z]+$'",
    'EXISTS (SELECT 1 FROM t)',
    'NEW.a IS DISTINCT FROM OLD.a',
    'CASE WHEN a THEN 1 ELSE 2 END',
    "nextval('audit.entries_id_seq'::regclass)",
    "ARRAY['a', 'b']::text[]",
    "interval '1' day",
    '(select max(a) from t)',
    'a COLLATE "C"',
    "date_trunc('day', at AT TIME ZONE 'UTC')",
  ])('%s is accepted and kept as written', (text) => {
    expect(accepted(grammar.expression(text)).text).toBe(text);
  });

  it('is kept without the space around it', () => {
    expect(accepted(grammar.expression('\n  a +\n  b\n')).text).toBe('a +\n  b');
  });

  it('is kept without comments at its end, which would swallow what follows', () => {
    expect(accepted(grammar.expression('now() -- why')).text).toBe('now()');
    expect(accepted(grammar.expression("a -- not 'why\n + b -- why\n /* so */")).text).toBe(
      "a -- not 'why\n + b",
    );
    expect(accepted(grammar.expression('-- so\n/* so */ a /* so */ + b')).text).toBe(
      '-- so\n/* so */ a /* so */ + b',
    );
    expect(accepted(grammar.expression("'--' || a")).text).toBe("'--' || a");
    expect(accepted(grammar.expression("a -- x\u0001'")).text).toBe('a');
  });

  it.each([
    ['1¦); drop table x; --', 'sql-syntax'],
    ['1¦) + (2', 'sql-syntax'],
    ['a, ¦b', 'sql-syntax'],
    ['1 ¦as x', 'sql-syntax'],
    ['1 ¦from t', 'sql-syntax'],
    ['1 ¦where true', 'sql-syntax'],
    ['1 ¦union select 2', 'sql-syntax'],
    ['1 ¦limit 1', 'sql-syntax'],
    ['1 ¦into t', 'sql-syntax'],
    ['¦all 1', 'sql-syntax'],
    ['¦distinct 1', 'sql-syntax'],
    ['¦*', 'sql-syntax'],
    ['¦select 1', 'sql-syntax'],
    ['1¦; drop table x', 'sql-several-statements'],
    ['now()¦;', 'sql-several-statements'],
    ['now() -- x\n¦;', 'sql-several-statements'],
    ['¦; select 1', 'sql-syntax'],
    ['¦1, drop column x', 'sql-not-one-expression'],
    ['¦1, alter a type b using 2', 'sql-not-one-expression'],
    ['¦default', 'sql-not-one-expression'],
    ['1 ¦cascade', 'sql-syntax'],
    ['¦', 'sql-empty'],
    ['¦ \n\t ', 'sql-empty'],
    ['¦-- nothing\n', 'sql-syntax'],
    ['a +¦', 'sql-syntax'],
    ['a +¦\n\n', 'sql-syntax'],
    ['(a¦', 'sql-syntax'],
    ["a || ¦'b", 'sql-syntax'],
    ['a || ¦$$b', 'sql-syntax'],
    ['a || ¦"b', 'sql-syntax'],
    ['a ¦/* b', 'sql-syntax'],
    ['a¦\0', 'text-nul'],
    ["'ä😀' || ¦\0", 'text-nul'],
    ["'¦\ud800'", 'sql-syntax'],
    ["'ä😀' = ¦, x", 'sql-syntax'],
    ["'😀😀' ¦'ä'", 'sql-syntax'],
    ["ä = '😀'¦; select 1", 'sql-several-statements'],
    ["ä = '😀' ¦)", 'sql-syntax'],
    ["'ä😀' +¦", 'sql-syntax'],
  ])('%j is refused, at the mark, with %s', (marked, code) => {
    expectProblem(grammar.expression, marked, code);
  });

  it('quotes only the beginning of what is not closed', () => {
    const { message } = problemOf(grammar.expression(`a = 'x${'y'.repeat(200)}\nz`));
    expect(message).toBe(`unterminated quoted string at or near "'x${'y'.repeat(38)}…"`);
    expect(problemOf(grammar.expression('a = = b')).message).toBe('syntax error at or near "="');
  });

  it('is never more than one expression, whatever is written behind one', () => {
    const beginnings = fc.constantFrom('1', 'a', "'x'", '(a', 'f(a', 'array[1', 'case when a then b');
    const ends = fc.constantFrom(
      '); drop table x; --',
      ') + (2',
      '; select 1',
      ', b',
      ' as b',
      ' from t',
      ' union select 1',
      '); --',
      ' returning *',
      ' end, 2',
      '] , 1',
      ' /*',
      " '",
    );
    fc.assert(
      fc.property(beginnings, ends, (beginning, end) => {
        expect(grammar.expression(beginning + end).ok).toBe(false);
      }),
    );
  });

  it('has its error inside the text, and a problem where the parser alone sees more than it', () => {
    const pieces = fc.constantFrom(
      'a',
      '1',
      '+',
      '(',
      ')',
      ',',
      ';',
      "'",
      '"',
      '$$',
      '--',
      '\n',
      '/*',
      '*/',
      'ä',
      '😀',
      ' ',
      'as',
      'from',
      'not',
      '::',
      'int',
      '[',
      ']',
      '=',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const result = grammar.expression(text);
        if (result.ok) {
          expect(grammar.expression(`(${text}\n)`).ok).toBe(true);
          expect(
            grammar.expression(`case when (\n${result.value.text}) then (${result.value.text}\n) end`).ok,
          ).toBe(true);
          return;
        }
        expect(result.problem.offset).toBeGreaterThanOrEqual(0);
        expect(result.problem.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });
});

it('parses the same text only once', () => {
  const texts = Array.from({ length: 100 }, (_, i) => `price > ${i} AND discount IS NOT NULL`);
  const start = performance.now();
  for (let i = 0; i < 100_000; i += 1) grammar.expression(texts[i % 100] ?? '');
  expect(performance.now() - start).toBeLessThan(500);
  expect(grammar.expression(texts[0] ?? '')).toBe(grammar.expression(texts[0] ?? ''));
});

it.each([
  'a NOT /* so */ LIKE b',
  'a NOT -- so\n IN (b)',
  'max(a) OVER (ORDER BY b NULLS /* so */ FIRST)',
  'a::timestamp /* "ä😀 */ WITH /* so */ TIME ZONE',
])('takes %j, which the parser refuses for its comment', (text) => {
  expect(grammar.expression(text).ok).toBe(true);
  expectProblem(grammar.expression, `${text} ¦)`, 'sql-syntax');
});
