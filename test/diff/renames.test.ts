import { expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { pairOf } from '../../src/diff/pair.ts';
import { renamesBetween } from '../../src/diff/renames.ts';
import { modelOf } from '../support/model.ts';

function renames(previous: string, next: string): Readonly<Record<string, string>> {
  return Object.fromEntries(renamesBetween(modelOf(previous), modelOf(next)));
}

const people = 'tables: {people: {columns: {id: integer, a: text, b: text}}}';

test('a column is renamed where the old name is gone and the new one was not there', () => {
  const next = 'tables: {people: {columns: {id: integer, c: {type: text, renamed_from: a}, b: text}}}';
  expect(renames(people, next)).toEqual({ 'column public.people.a': 'column public.people.c' });
  expect(renames(next, next)).toEqual({});
});

test('a name that is still there, or was there before, makes the hint inert', () => {
  const next =
    'tables: {people: {columns: {id: integer, a: {type: text, renamed_from: b}, b: text, c: {type: text, renamed_from: a}}}}';
  expect(renames(people, next)).toEqual({});
});

test('one thing becomes one other, in a chain of hints too', () => {
  const next =
    'tables: {people: {columns: {id: integer, x: {type: text, renamed_from: b}, b: {type: text, renamed_from: a}}}}';
  expect(renames('tables: {people: {columns: {id: integer, a: text}}}', next)).toEqual({
    'column public.people.a': 'column public.people.b',
  });
});

test('parts of a renamed table move along, and default names follow', () => {
  const previous = 'tables: {people: {columns: {id: {type: serial, primary_key: true}}}}';
  const next = 'tables: {persons: {renamed_from: people, columns: {id: {type: serial, primary_key: true}}}}';
  expect(renames(previous, next)).toEqual({
    'table public.people': 'table public.persons',
    'column public.people.id': 'column public.persons.id',
    'primary_key public.people.people_pkey': 'primary_key public.persons.persons_pkey',
  });
});

test('a table has one primary key, whatever its name', () => {
  const keyed = (name: string) =>
    `tables: {t: {columns: {a: text, b: text}, primary_key: {columns: [a], name: ${name}}}}`;
  expect(renames(keyed('x'), keyed('y'))).toEqual({
    'primary_key public.t.x': 'primary_key public.t.y',
  });
  expect(renames(keyed('x'), keyed('x'))).toEqual({});
});

test('the schema of an operator class takes its index along', () => {
  const spec = (schema: string, hint: string) =>
    `schemas: {${schema}: ${hint}}\ntables: {t: {columns: {a: text}, indexes: {i: {on: {column: a, opclass: ${schema}.x_ops}, using: gin}}}}`;
  const [before, after] = [spec('a', '{}'), spec('b', '{renamed_from: a}')];
  expect(diff(pairOf(modelOf(before), modelOf(after))).map(({ type }) => type)).toEqual(['rename']);
});

test('a routine is the same one where its type, its schema or both have another name', () => {
  const spec = (schema: string, type: string, name: string, hints: readonly string[]) =>
    `schemas: {${schema}: {${hints[0]}}}
enums: {${schema}.${type}: {values: [a], ${hints[1]}}}
functions: {"${schema}.${name}(x ${schema}.${type})": {returns: text, body: "RETURN x::text", ${hints[2]}}}`;
  const before = spec('s', 'e', 'f', ['', '', '']);
  const became = (next: string) => renames(before, next)['function s.f(s.e)'];
  expect(became(spec('s', 'e2', 'f', ['', 'renamed_from: e', '']))).toBe('function s.f(s.e2)');
  expect(became(spec('s', 'e2', 'g', ['', 'renamed_from: e', 'renamed_from: f']))).toBe('function s.g(s.e2)');
  expect(became(spec('s2', 'e', 'f', ['renamed_from: s', '', '']))).toBe('function s2.f(s2.e)');
  expect(became(spec('s2', 'e2', 'g', ['renamed_from: s', 'renamed_from: e', 'renamed_from: f']))).toBe(
    'function s2.g(s2.e2)',
  );
  expect(became(spec('s', 'e2', 'g', ['', '', 'renamed_from: f']))).toBe(undefined);
});

test('what a schema holds moves with it', () => {
  const previous = 'schemas: {a: }\ntables: {a.t: {columns: {id: integer}}}';
  const next = 'schemas: {b: {renamed_from: a}}\ntables: {b.t: {columns: {id: integer}}}';
  expect(renames(previous, next)).toEqual({
    'schema a': 'schema b',
    'table a.t': 'table b.t',
    'column a.t.id': 'column b.t.id',
  });
});
