import { expect, test } from 'vitest';
import { writeSpec } from '../../../src/spec/write/write-spec.ts';
import { modelOf } from '../../support/model.ts';
import { expectRoundTrip } from './laws.ts';

/** What is written of a spec, without the head of the file. */
function written(spec: string, name = 'public.yaml'): string {
  const file = expectRoundTrip(modelOf(spec)).find((candidate) => candidate.name === name);
  return file?.text.split('\n').slice(3).join('\n') ?? '';
}

test('names that PostgreSQL gives are left out', () => {
  const spec = `
tables:
  a:
    columns: {id: integer, b: integer, c: integer, d: {type: integer, not_null: true}}
    primary_key: {columns: [id], name: a_pkey}
    unique: {a_b_key: [b], a_c_d_key: [c, d]}
    checks: {a_b_check: b > 0, a_check: b > c}
    foreign_keys:
      a_c_fkey: {columns: [c], references: a(id), on_delete: cascade}
      a_d_fkey: {columns: [d], references: a(id)}
`;
  expect(written(spec)).toBe(`tables:
  a:
    columns:
      id: {type: integer, primary_key: true}
      b: {type: integer, unique: true, check: b > 0}
      c: {type: integer, references: {table: a, on_delete: cascade}}
      d: {type: integer, not_null: true, references: a}
    unique:
      - [c, d]
    checks:
      - b > c
`);
});

test('names that PostgreSQL would not give are kept, and those beside them', () => {
  const spec = `
tables:
  a:
    columns: {id: integer, b: integer, c: integer}
    primary_key: {columns: [id], name: pk}
    unique: {a_b_key1: [b], a_b_c_key: [b, c]}
    checks: {positive: b > 0, a_check: b > c}
    foreign_keys: {fk: {columns: c, references: a}}
`;
  expect(written(spec)).toBe(`tables:
  a:
    columns:
      id: integer
      b: integer
      c: integer
    primary_key: {columns: id, name: pk}
    unique:
      a_b_c_key: [b, c]
      a_b_key1: b
    checks:
      a_check: b > c
      positive: b > 0
    foreign_keys:
      fk: {columns: c, references: a}
`);
});

test('a name without a schema is written only where it is read so', () => {
  const spec = `
schemas: {audit: }
enums: {level: [a], audit.level: [b], mood: [c]}
functions:
  touch(): {returns: trigger, language: plpgsql, as: BEGIN RETURN NEW; END}
  audit.touch(): {returns: trigger, language: plpgsql, as: BEGIN RETURN NEW; END}
tables:
  users: {columns: {id: {type: integer, primary_key: true}, level: level}}
  audit.users: {columns: {id: {type: integer, primary_key: true}}}
  audit.events:
    columns:
      one: public.level
      two: level
      three: mood
      four: {type: integer, references: public.users}
      five: {type: integer, references: users}
    triggers:
      a: {timing: after, events: insert, execute: public.touch()}
      b: {timing: after, events: insert, execute: touch()}
`;
  const text = written(spec, 'audit.yaml');
  expect(text).toContain('one: public.level\n      two: audit.level\n      three: mood\n');
  expect(text).toContain('references: public.users}');
  expect(text).toContain('references: audit.users}');
  expect(text).toContain('execute: public.touch()\n');
  expect(text).toContain('execute: audit.touch()\n');
});

test('an own type with the name of one of PostgreSQL has its schema', () => {
  const spec = `
enums: {integer: [a], path: [b], plain: [c]}
tables:
  t: {columns: {a: public."integer", b: 'public."path"[]', c: plain, d: integer, e: path}}
`;
  expect(written(spec)).toContain(`    columns:
      a: public."integer"
      b: public.path[]
      c: plain
      d: integer
      e: path
`);
});

test('an index whose build was interrupted is written as it is meant to be', () => {
  const model = modelOf('tables: {t: {columns: {a: integer}, indexes: {i: a}}}');
  const broken = new Map(
    [...model.objects].map(([id, object]) => [
      id,
      object.kind === 'table'
        ? { ...object, indexes: object.indexes.map((index) => ({ ...index, invalid: true as const })) }
        : object,
    ]),
  );
  expect(writeSpec({ ...model, objects: broken })).toEqual(writeSpec(model));
});
