import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/diagnostic/nearest.ts';
import { splitName, splitReference } from '../../src/spec/names.ts';
import { normalSequenceOptions } from '../../src/spec/read/sequence-options.ts';

test.each([
  ['users', ['users']],
  ['audit.events', ['audit', 'events']],
  ['Users', ['Users']],
  ['"odd.name"', ['odd.name']],
  ['audit."x.y"', ['audit', 'x.y']],
  ['"a""b"', ['a"b']],
  ['a"; drop table users; --', ['a"; drop table users; --']],
  ['"a', ['"a']],
  ['"a"b', ['"a"b']],
  ['a.b.c', ['a', 'b', 'c']],
  ['', ['']],
  ['.', ['', '']],
])('%j has the parts %j', (text, parts) => {
  expect(splitName(text)).toEqual(parts);
});

test('every name can be written in double quotes', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (schema, name) => {
      const quoted = [schema, name].map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
      expect(splitName(quoted)).toEqual([schema, name]);
    }),
  );
});

test.each([
  ['users', 'users', []],
  ['users(id)', 'users', ['id']],
  ['users (a, b)', 'users', ['a', 'b']],
  ['audit.users("a, b", c)', 'audit.users', ['a, b', 'c']],
  ['users()', 'users', ['']],
  ['users(a,)', 'users', ['a', '']],
])('%j refers to %j', (text, table, columns) => {
  expect(splitReference(text)).toEqual({ table, columns });
});

describe('the nearest word', () => {
  test.each([
    ['emial', ['name', 'email', 'id'], 'email'],
    ['ID', ['id', 'it'], 'id'],
    ['notnull', ['not_null', 'null'], 'not_null'],
    ['zebra', ['email', 'name'], undefined],
    ['x', [], undefined],
  ])('to %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

test('options of a sequence that are the default are left out', () => {
  const options = {
    start: '1',
    increment: '1',
    minValue: '1',
    maxValue: '2147483647',
    cache: '1',
    cycle: false,
  };
  expect(normalSequenceOptions('integer', options)).toEqual({});
  expect(normalSequenceOptions('bigint', options)).toEqual({ maxValue: '2147483647' });
  const down = {
    start: '-1',
    increment: '-1',
    minValue: '-32768',
    maxValue: '-1',
    cache: undefined,
    cycle: true,
  };
  expect(normalSequenceOptions('smallint', down)).toEqual({ increment: '-1', cycle: true });
  const from = {
    start: '10',
    increment: undefined,
    minValue: '10',
    maxValue: undefined,
    cache: undefined,
    cycle: undefined,
  };
  expect(normalSequenceOptions('bigint', from)).toEqual({ minValue: '10' });
});
