import { beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { type Grammar, loadGrammar } from '../../src/grammar/index.ts';
import { base, type Model } from '../../src/model/model.ts';
import { describeChange } from '../../src/output/describe/change.ts';
import { readSpecWithDocuments } from '../../src/spec/spec.ts';

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar();
});

function modelOf(spec: string): Model {
  if (spec === '') return base;
  return readSpecWithDocuments([{ path: 'a.yaml', bytes: new TextEncoder().encode(spec) }], grammar).model;
}

function changes(before: string, after: string): readonly string[] {
  return diff(pairOf(modelOf(before), modelOf(after))).map(describeChange);
}

const table = (columns: string, more = '') =>
  `tables:\n  t:\n    columns:\n      id: {type: serial, primary_key: true}\n${columns}${more}`;

describe('what comes', () => {
  it.each([
    [table('      a: text\n', '    indexes: {i: a}\n'), ['+ table public.t (2 columns, 1 index)']],
    ['enums: {mood: [sad, ok]}\n', ['+ enum public.mood (sad, ok)']],
    ['sequences:\n  s:\n', ['+ sequence public.s as bigint']],
    ['views: {v: SELECT 1 AS a}\n', ['+ view public.v']],
    ['schemas:\n  "Odd name":\n', ['+ schema "Odd name"']],
    [
      'functions:\n  "f(integer)": {returns: text, language: sql, body: "RETURN \'x\'"}\n',
      ['+ function public.f(integer) returns text, sql'],
    ],
  ])('%j', (spec, expected) => {
    expect(changes('', spec)).toEqual(expected);
  });

  it('in a table that was there', () => {
    const after = table(
      '      a: {type: varchar(9), not_null: true, default: "\'x\'"}\n      b: {type: integer, references: {table: t, on_delete: cascade}}\n',
      '    unique: {u: [a, b]}\n    checks: {c: a <> b::text}\n    indexes: {i: {"on": b, unique: true, where: b > 0}}\n',
    );
    expect(changes(table(''), after)).toEqual([
      '+ check public.t.c (a <> b::text)',
      "+ column public.t.a varchar(9) not null default 'x'",
      '+ column public.t.b integer',
      '+ foreign key public.t.t_b_fkey (b) → public.t(id) on delete cascade',
      '+ index public.t.i unique (b) where b > 0',
      '+ unique constraint public.t.u (a, b)',
    ]);
  });
});

describe('what is altered', () => {
  const column = (definition: string) => table(`      a: ${definition}\n`);
  it.each([
    ['integer', 'bigint', ['~ column public.t.a: type integer → bigint']],
    ['integer', '{type: integer, not_null: true}', ['~ column public.t.a: not null']],
    ['{type: integer, not_null: true}', 'integer', ['~ column public.t.a: null allowed']],
    ['integer', '{type: integer, default: 1}', ['~ column public.t.a: no default → 1']],
    ['{type: integer, default: 1}', 'integer', ['~ column public.t.a: default 1 → no default']],
    [
      '{type: integer, default: 1}',
      '{type: text, comment: x, default: "now()"}',
      ['~ column public.t.a: comment added, type integer → text, default 1 → now()'],
    ],
    ['{type: integer, comment: x}', '{type: integer, comment: y}', ['~ column public.t.a: comment changed']],
    ['integer', 'integer[]', ['~ column public.t.a: type integer → integer[]']],
    ['integer', 'serial', ['~ column public.t.a: not null, no default → from its sequence']],
  ])('a column from %s to %s', (before, after, expected) => {
    expect(changes(column(before), column(after))).toEqual(expected);
  });

  it('an enum, a view, a foreign key, an index', () => {
    expect(changes('enums: {e: [a, b]}\n', 'enums: {e: [b, c]}\n')).toEqual([
      "~ enum public.e: values + 'c', - 'a'",
    ]);
    expect(changes('enums: {e: [a, b]}\n', 'enums: {e: [b, a]}\n')).toEqual([
      '~ enum public.e: order of values changed',
    ]);
    expect(changes('views: {v: SELECT 1 AS a}\n', 'views: {v: SELECT 2 AS a}\n')).toEqual([
      '~ view public.v: query changed',
    ]);
    const key = (action: string) =>
      table(
        '      a: integer\n',
        `    foreign_keys: {k: {columns: a, references: t, on_delete: ${action}}}\n`,
      );
    expect(changes(key('cascade'), key('set null'))).toEqual([
      '~ foreign key public.t.k: on delete cascade → set null',
    ]);
    const index = (definition: string) =>
      table('      a: integer\n      b: integer\n', `    indexes: {i: ${definition}}\n`);
    expect(changes(index('a'), index('[a, b]'))).toEqual(['~ index public.t.i: elements (a) → (a, b)']);
    const classed = (name: string) => index(`{on: [{column: b, opclass: ${name}}]}`);
    expect(changes(classed('x_ops'), classed('My.x_ops'))).toEqual([
      '~ index public.t.i: elements (b x_ops) → (b "My".x_ops)',
    ]);
  });
});

it('renames and drops', () => {
  const before = `${table('      a: text\n')}  gone: {columns: {x: text}}\n`;
  const after = table('      b: {type: text, renamed_from: a}\n').replace(
    '  t:',
    '  u:\n    renamed_from: t',
  );
  expect(changes(before, after)).toEqual([
    '> column public.t.a → b',
    '> primary key public.t.t_pkey → u_pkey',
    '- table public.gone',
    '> table public.t → u',
  ]);
  expect(diff(swap(pairOf(modelOf(before), modelOf(after)))).map(describeChange)).toContain(
    '> table public.u → t',
  );
});

it('moves to another schema are told with it', () => {
  const spec = (name: string) => `schemas:\n  s:\ntables:\n  ${name}\n    columns: {a: text}\n`;
  expect(changes(spec('t:'), spec('s.t:\n    renamed_from: public.t'))).toEqual(['> table public.t → s.t']);
});

it('long SQL is cut', () => {
  const long = `a IN (${Array.from({ length: 90 }, (_, index) => index).join(', ')})`;
  const [line = ''] = changes(
    table('      a: integer\n'),
    table('      a: integer\n', `    checks: {c: "${long}"}\n`),
  );
  expect(line).toMatch(/^\+ check public\.t\.c \(a IN \(0, 1, .*…\)$/);
  expect(line.length).toBeLessThan(270);
});
