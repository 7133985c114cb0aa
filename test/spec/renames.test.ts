import { describe, expect, test } from 'vitest';
import { base } from '../../src/model/model.ts';
import { checkRenames } from '../../src/spec/renames.ts';
import { read, short } from './helpers.ts';

function check(previous: string, next: string) {
  return checkRenames(previous === '' ? base : read(previous), read(next)).map(short);
}

describe('renamed_from', () => {
  test('leads to the previous release', () => {
    expect(check('tables: {a: {}}', 'tables: {b: {renamed_from: a}}')).toEqual([]);
    expect(check('tables: {a: {}}', 'tables: {b: {renamed_from: c}}')).toEqual(['rename-from-nowhere 1:28']);
    expect(check('', 'tables: {b: {renamed_from: c}}')).toEqual(['rename-from-nowhere 1:28']);
  });

  test('of a routine follows the types that it takes', () => {
    const spec = (type: string, name: string, hints: readonly string[]) =>
      `enums: {${type}: {values: [a], ${hints[0]}}}
functions: {"${name}(x ${type})": {returns: text, body: "RETURN x::text", ${hints[1]}}}`;
    const before = spec('e', 'f', ['', '']);
    expect(check(before, spec('e2', 'g', ['renamed_from: e', 'renamed_from: f']))).toEqual([]);
    expect(check(before, spec('e2', 'g', ['', 'renamed_from: f']))).toEqual(['rename-from-nowhere 2:78']);
  });

  test('is inert where the previous release has the new name', () => {
    expect(check('tables: {b: {}}', 'tables: {b: {renamed_from: a}}')).toEqual([]);
    expect(
      check(
        'tables: {a: {columns: {y: text}}}',
        'tables: {a: {columns: {y: {type: text, renamed_from: x}}}}',
      ),
    ).toEqual([]);
  });

  test('must leave nothing behind under the old name', () => {
    expect(check('tables: {a: {}}', 'tables: {a: {}, b: {renamed_from: a}}')).toEqual([
      'rename-from-kept 1:35',
    ]);
    expect(
      check(
        'tables: {a: {columns: {x: text}}}',
        'tables: {a: {columns: {x: text, y: {type: text, renamed_from: x}}}}',
      ),
    ).toEqual(['rename-from-kept 1:63']);
    expect(check('enums: {e: [a]}', 'enums: {e: [a, {value: b, renamed_from: a}]}')).toEqual([
      'rename-from-kept 1:41',
    ]);
  });

  test('may name another schema', () => {
    const schemas = 'schemas: {s: , t: }\n';
    expect(check(`${schemas}tables: {s.a: {}}`, `${schemas}tables: {t.b: {renamed_from: s.a}}`)).toEqual([]);
    expect(check(`${schemas}tables: {s.a: {}}`, `${schemas}tables: {t.b: {renamed_from: a}}`)).toEqual([
      'rename-from-nowhere 2:30',
    ]);
    expect(
      check(
        'schemas: {s: }\ntables: {s.a: {}}',
        'schemas: {t: {renamed_from: s}}\ntables: {t.a: {columns: {x: {type: text, renamed_from: y}}}}',
      ),
    ).toEqual(['rename-from-nowhere 2:56']);
  });

  test('of parts leads to the table as it was called', () => {
    const table = (name: string, columns: string) => `tables: {${name}: {columns: {${columns}}}}`;
    expect(
      check(
        table('a', 'x: text'),
        table('b', 'y: {type: text, renamed_from: x}').replace('{columns', '{renamed_from: a, columns'),
      ),
    ).toEqual([]);
    expect(check(table('a', 'x: text'), table('a', 'y: {type: text, renamed_from: z}'))).toEqual([
      'rename-from-nowhere 1:54',
    ]);
    expect(check('', table('a', 'y: {type: text, renamed_from: z}'))).toEqual(['rename-from-nowhere 1:54']);
  });

  test('is checked on every kind of part', () => {
    const spec = (names: string, renamed: boolean) => {
      const [e, d, c, key, u, x, i, t] = names.split(' ');
      const from = (name: string) => (renamed ? `, renamed_from: ${name}` : '');
      return `enums: {e: [{value: ${e}${from('z')}}]}
domains: {d: {type: text, checks: {${d}: {expression: VALUE > ''${from('z')}}}}}
functions: {"f()": {returns: trigger, language: c, as: x${from('z')}}}
tables:
  t:
    columns: {id: integer, x: integer}
    primary_key: {columns: id, name: ${key}${from('z1')}}
    unique: {${u}: {columns: x${from('z2')}}}
    checks: {${c}: {expression: x > 0${from('z')}}}
    foreign_keys: {${c}_f: {columns: x, references: t${from('z')}}}
    exclusions: {${x}: {elements: [{column: x, with: "="}]${from('z')}}}
    indexes: {${i}: {on: x${from('z3')}}}
    triggers: {${t}: {timing: before, events: insert, execute: f()${from('z')}}}
materialized_views: {m: {query: SELECT 1, indexes: {${i}_m: {on: x${from('z')}}}}}
`;
    };
    const next = spec('a b c key u x i t', true);
    const places = next.split('\n').flatMap((line, position) => {
      const column = line.search(/z\d?\}/) + 1;
      return column > 0 ? [`rename-from-nowhere ${position + 1}:${column}`] : [];
    });
    const withoutFunction = places.filter((place) => !place.startsWith('rename-from-nowhere 3:'));
    expect(check(spec('old_a old_b old_c old_key old_u old_x old_i old_t', false), next)).toEqual(
      withoutFunction,
    );
    expect(check(spec('a b c key u x i t', false), next)).toEqual([]);
    expect(check('tables: {}', next).length).toBe(places.length);
  });
});
