import { describe, expect, it } from 'vitest';
import { accepted, expectProblem, grammar, key, problemOf } from './support.ts';

const type = (name: string) => ({ name, modifiers: [], array: false });

describe('a signature', () => {
  it('has a name and arguments', () => {
    const text = `App."Greet" (
      name text, -- who
      IN greeting varchar(10) DEFAULT 'a, b' || ')' /* = */,
      n int = array_length(ARRAY[1, 2], 1),
      OUT c integer, INOUT d mood, double precision, VARIADIC rest text[] DEFAULT '{}')`;
    const { name, arguments: list } = accepted(grammar.routineSignature('function', text));
    expect(name).toEqual({ schema: 'app', name: 'Greet' });
    expect(list.map(({ mode, name: argument, type: of }) => [mode, argument, of.name, of.array])).toEqual([
      ['in', 'name', 'text', false],
      ['in', 'greeting', 'character varying', false],
      ['in', 'n', 'integer', false],
      ['out', 'c', 'integer', false],
      ['inout', 'd', 'mood', false],
      ['in', undefined, 'double precision', false],
      ['variadic', 'rest', 'text', true],
    ]);
    expect(list.map((argument) => argument.default?.text)).toEqual([
      undefined,
      "'a, b' || ')'",
      'array_length(ARRAY[1, 2], 1)',
      undefined,
      undefined,
      undefined,
      "'{}'",
    ]);
    expect(list[2]?.default?.key).toBe(key('array_length(array[1,2],1)'));
  });

  it.each(['f()', 'F ( )', '"f"()'])('%s', (text) => {
    expect(accepted(grammar.routineSignature('procedure', text))).toEqual({
      name: { name: 'f' },
      arguments: [],
    });
  });

  it.each([
    ['¦f() returns int', 'signature-syntax'],
    ['¦f() returns table (a int)', 'signature-syntax'],
    ['f() ¦language sql', 'signature-syntax'],
    ['¦f() return 1', 'signature-syntax'],
    ['f() ¦immutable', 'signature-syntax'],
    ['f()¦; drop table x', 'sql-several-statements'],
    ['f(a int¦; b int)', 'sql-syntax'],
    ['f¦', 'sql-syntax'],
    ['f(a int,¦)', 'sql-syntax'],
    ['¦a.b.c()', 'name-malformed'],
    ['f(a setof ¦int)', 'type-unusable'],
    ['f(a ¦users.id%type)', 'type-unusable'],
    ['f(a ¦serial)', 'type-unusable'],
    ["f(a text default 'ä😀', b ¦vector(1+1))", 'type-syntax'],
    ["f(a text default 'ä😀', b int = ¦default)", 'sql-not-one-expression'],
    ['¦', 'sql-empty'],
  ])('%j is refused, at the mark, with %s', (marked, code) => {
    if (marked === 'f(a int,¦)')
      expect(problemOf(grammar.routineSignature('function', 'f(a int,)')).code).toBe(code);
    else expectProblem((text) => grammar.routineSignature('function', text), marked, code);
  });
});

describe('a result', () => {
  it.each([
    ['trigger', { kind: 'type', type: type('trigger'), setOf: false }],
    ['void', { kind: 'type', type: type('void'), setOf: false }],
    ['SETOF text', { kind: 'type', type: type('text'), setOf: true }],
    ['app.users', { kind: 'type', type: { schema: 'app', ...type('users') }, setOf: false }],
    ['int[]', { kind: 'type', type: { ...type('integer'), array: true }, setOf: false }],
    [
      'table(A int, "B" text) -- so',
      {
        kind: 'table',
        columns: [
          { name: 'a', type: type('integer') },
          { name: 'B', type: type('text') },
        ],
      },
    ],
  ])('%s', (text, expected) => {
    expect(accepted(grammar.routineResult(text))).toEqual(expected);
  });

  it.each([
    ['int ¦language sql', 'result-syntax'],
    ['¦int return 1', 'result-syntax'],
    ['int ¦stable', 'result-syntax'],
    ['int¦, text', 'sql-syntax'],
    ['int¦; select 1', 'sql-several-statements'],
    ['table (¦)', 'sql-syntax'],
    ['setof ¦users.id%type', 'type-unusable'],
    ['table (a int, b ¦serial)', 'type-unusable'],
    ['¦serial', 'type-unusable'],
    ['¦', 'sql-empty'],
  ])('%j is refused, at the mark, with %s', (marked, code) => {
    expectProblem(grammar.routineResult, marked, code);
  });
});

describe('a body', () => {
  it.each([
    'RETURN a + 1',
    'return (select max(a) from t)',
    'BEGIN ATOMIC END',
    'begin atomic select 1; insert into t values (1); end',
  ])('%s', (text) => {
    expect(accepted(grammar.routineBody(text)).text).toBe(text);
  });

  it('has a key and mentions', () => {
    const [one, other] = [
      'begin atomic select a from t where f(b); end',
      'BEGIN ATOMIC\n  SELECT a FROM t WHERE f(b) ;\nEND',
    ];
    const { key: first, mentions } = accepted(grammar.routineBody(one ?? ''));
    expect(accepted(grammar.routineBody(other ?? '')).key).toBe(first);
    expect(accepted(grammar.routineBody('begin atomic select a from u where f(b); end')).key).not.toBe(first);
    expect(mentions).toEqual({
      columns: ['a', 'b'],
      relations: [{ name: 't' }],
      routines: [{ name: 'f' }],
      types: [],
    });
  });

  it.each([
    ['return 1¦, 2', 'sql-syntax'],
    ['return 1¦;', 'sql-several-statements'],
    ['¦language sql', 'body-syntax'],
    ['¦immutable return 1', 'body-syntax'],
    ['¦returns int return 1', 'body-syntax'],
    ['begin atomic select 1 ¦end', 'sql-syntax'],
    ['begin ¦select 1; end', 'sql-syntax'],
    ["¦as 'select 1'", 'body-syntax'],
    ['¦', 'sql-empty'],
  ])('%j is refused, at the mark, with %s', (marked, code) => {
    if (marked === 'return 1¦, 2' || marked.startsWith('begin atomic'))
      expect(grammar.routineBody(marked.replace('¦', '')).ok).toBe(false);
    else expectProblem(grammar.routineBody, marked, code);
  });
});

describe('a call', () => {
  it.each([
    ['touch', { name: { name: 'touch' }, arguments: [] }],
    ['touch()', { name: { name: 'touch' }, arguments: [] }],
    ['App."Touch"', { name: { schema: 'app', name: 'Touch' }, arguments: [] }],
    [
      "app.touch('a', 'it''s', 1, 2.5, Foo, \"Bar\") -- so",
      { name: { schema: 'app', name: 'touch' }, arguments: ['a', "it's", '1', '2.5', 'foo', 'Bar'] },
    ],
    ["touch(E'\\n', $$x$$)", { name: { name: 'touch' }, arguments: ['\n', 'x'] }],
  ])('%s', (text, expected) => {
    expect(accepted(grammar.routineCall(text))).toEqual(expected);
  });

  it.each([
    ["touch('a'¦", 'sql-syntax'],
    ['touch(a ¦+ b)', 'sql-syntax'],
    ['touch(¦now())', 'sql-syntax'],
    ['touch()¦; drop table x', 'sql-several-statements'],
    ['touch()¦, b()', 'sql-syntax'],
    ['¦a.b.c()', 'name-malformed'],
    ['touch ¦me', 'sql-syntax'],
    ['¦', 'sql-empty'],
  ])('%j is refused, at the mark, with %s', (marked, code) => {
    if (marked === 'touch(¦now())') expect(grammar.routineCall('touch(now())').ok).toBe(false);
    else expectProblem(grammar.routineCall, marked, code);
  });
});
