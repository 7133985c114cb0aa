import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, enclosed, indexKey, operand } from '../../src/sql/expression.ts';
import { sql } from './build.ts';
import { statementsIn } from './parse.ts';

describe('an operand', () => {
  it.each([
    '0',
    '-1',
    '1.50',
    '1e10',
    "'it''s'",
    'true',
    'NULL',
    'CURRENT_TIMESTAMP',
    'current_timestamp(3)',
    'now()',
    "'{}'::jsonb",
    "'{}'::text[]",
    '\'x\'::app."Mood"',
    "'1'::numeric(5, 2)",
    "'x'::character varying(10)[]",
    'now()::timestamp without time zone',
    "interval '1 day'",
    'ARRAY[]::text[]',
    "ARRAY['a', 'b']",
    'app.f(a, (1 + 2))',
    '"F"()',
    "f('(', ')')",
    "(now() AT TIME ZONE 'utc')",
    "coalesce('a' || 'b', 'c')",
  ])('%s stands as it is', (text) => {
    expect(operand(sql(text))).toBe(text);
    expect(statementsIn(`CREATE TABLE t (a text DEFAULT ${text} NOT NULL)`)).toHaveLength(1);
  });

  it.each([
    'a AND b',
    'NOT true',
    'not(true)',
    "now() AT TIME ZONE 'utc'",
    "'a' || 'b'",
    '1 + 1',
    'a IS NULL',
    'a IN (1, 2)',
    '\'x\' COLLATE "C"',
    '(1) + (2)',
    "E'\\''",
    "E'\\'' || '",
    '$$a$$',
    'now() -- time',
    'now() /* time */',
    'CASE WHEN true THEN 1 END',
    "U&'x'",
    "B'101'",
    'é()',
    "f(')",
    'a[1]',
    "'a' 'b'",
    "'{}'::text[] || 'a'",
  ])('%s is put in parentheses', (text) => {
    expect(operand(sql(text)).replace('\n', '')).toBe(`(${text})`);
  });
});

it.each([
  ['a > 0', '(a > 0)'],
  ['(a > 0)', '(a > 0)'],
  ['(a, b)', '((a, b))'],
  ['(f(a, b))', '(f(a, b))'],
  ['(a > 0) AND (b > 0)', '((a > 0) AND (b > 0))'],
  ["(a = ')')", "(a = ')')"],
  ['a -- b', '(a -- b\n)'],
  ['a -- b\n+ c', '(a -- b\n+ c)'],
  ['(a) -- (b)', '((a) -- (b)\n)'],
])('enclosed: %j', (text, expected) => {
  expect(enclosed(sql(text))).toBe(expected);
});

it.each([
  ['lower(email)', 'lower(email)'],
  ["to_tsvector('english', title || ' ' || body)", "to_tsvector('english', title || ' ' || body)"],
  ['public.f(a)', 'public.f(a)'],
  ['a + b', '(a + b)'],
  ['lower(a)::text', '(lower(a)::text)'],
  ['row(a, b)', '(row(a, b))'],
  ['EXISTS(SELECT 1)', '(EXISTS(SELECT 1))'],
  ['(a + b)', '((a + b))'],
  ['coalesce(a, b)', '(coalesce(a, b))'],
])('index key: %s', (text, expected) => {
  expect(indexKey(sql(text))).toBe(expected);
  expect(statementsIn(`CREATE INDEX i ON t (${indexKey(sql(text))})`)).toHaveLength(1);
});

it.each([
  ['a', 'a'],
  ["a || '--'", "a || '--'"],
  ['a -- b', 'a -- b\n'],
  ['a -- b\n', 'a -- b\n'],
])('closed: %j', (text, expected) => {
  expect(closed(text)).toBe(expected);
});

it('is read as one operand with the same tree, whatever it is', () => {
  const atoms = fc.constantFrom(
    'a',
    '1',
    "'x'",
    "'''(--'",
    '"q)"',
    'f',
    '(',
    ')',
    '[',
    ']',
    ',',
    '::',
    'text',
    ' ',
    'NOT',
    'AND',
    'E',
    '--',
    '\n',
    '/*',
    '*/',
    '$$',
    'COLLATE "C"',
    'IS NULL',
    '-',
    '+',
    'ARRAY',
    'CASE WHEN a THEN b END',
    "AT TIME ZONE 'u'",
    'interval',
    'row',
    'exists',
    'é',
    "B'1'",
  );
  const expression = fc.array(atoms, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('').trim());
  let tried = 0;
  fc.assert(
    fc.property(expression, (text) => {
      const alone = treeOf(`SELECT ${text}`);
      // Not an expression, or several, or all columns: our caller has parsed it before.
      if (alone === undefined || treeOf(`SELECT (${text}\n)`) !== alone) return;
      tried += 1;
      expect(treeOf(`CREATE TABLE t (a text DEFAULT ${operand(sql(text))} NOT NULL)`)).toContain(alone);
      expect(treeOf(`CREATE TABLE t (CHECK ${enclosed(sql(text))})`)).toContain(alone);
    }),
    { numRuns: 20_000 },
  );
  expect(tried).toBeGreaterThan(500);
});

/** The tree without positions; of a SELECT the only column. Undefined where the text does not parse as one. */
function treeOf(text: string): string | undefined {
  try {
    const [statement, ...others] = statementsIn(text);
    if (others.length > 0) return undefined;
    const tree = JSON.parse(
      JSON.stringify(statement, (key, value) => (key === 'location' ? undefined : value)),
    );
    if (tree.SelectStmt === undefined) return JSON.stringify(tree);
    const { targetList, ...rest } = tree.SelectStmt;
    const plain = Object.keys(rest).every((key) => ['limitOption', 'op'].includes(key));
    const target = targetList?.length === 1 ? targetList[0].ResTarget : undefined;
    return plain && target?.name === undefined && target !== undefined
      ? JSON.stringify(target.val)
      : undefined;
  } catch {
    return undefined;
  }
}
