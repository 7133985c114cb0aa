import { describe, expect, test } from 'vitest';
import { writeSpec } from '../../../src/spec/write/write-spec.ts';
import { modelOf } from '../../support/model.ts';
import { expectRoundTrip } from './laws.ts';

function filesOf(spec: string): Readonly<Record<string, string>> {
  return Object.fromEntries(expectRoundTrip(modelOf(spec)).map(({ name, text }) => [name, text]));
}

/** `names` as tables with a column each. */
function tables(...names: readonly string[]): string {
  return `tables:\n${names.map((name) => `  ${name}: {columns: {id: integer}}\n`).join('')}`;
}

function tablesIn(text: string | undefined): readonly string[] {
  const section = text?.split('tables:\n')[1]?.split(/^\w/m)[0] ?? '';
  return [...section.matchAll(/^ {2}(\w\S*):/gm)].map((match) => match[1] ?? '');
}

describe('files', () => {
  test('one for what is of the database, one for each schema', () => {
    const spec = `schemas: {audit: , b.c: }\nextensions: {citext: }\npostgresql: 16\ntables: {a: {}, audit.a: {}, '"b.c".a': {}}`;
    expect(filesOf(spec)).toEqual({
      'database.yaml': [
        '# yaml-language-server: $schema=../schema.json',
        '# Schemas and extensions.',
        '',
        'postgresql: 16',
        '',
        'schemas:',
        '  audit:',
        '  b.c:',
        '',
        'extensions:',
        '  citext:',
        '',
      ].join('\n'),
      'public.yaml': '# yaml-language-server: $schema=../schema.json\n# Schema public.\n\ntables:\n  a: {}\n',
      'audit.yaml':
        '# yaml-language-server: $schema=../schema.json\n# Schema audit.\n\ntables:\n  audit.a: {}\n',
      'b-c.yaml':
        '# yaml-language-server: $schema=../schema.json\n# Schema b.c.\n\ntables:\n  \'"b.c".a\': {}\n',
    });
  });

  test('the major stands in the first file', () => {
    expect(filesOf('postgresql: 18\ntables: {a: {}}')).toEqual({
      'public.yaml':
        '# yaml-language-server: $schema=../schema.json\n# Schema public.\n\npostgresql: 18\n\ntables:\n  a: {}\n',
    });
    expect(writeSpec({ postgresql: 17, objects: new Map() })).toEqual([
      {
        name: 'database.yaml',
        text: '# yaml-language-server: $schema=../schema.json\n# A database with nothing in it yet.\n\npostgresql: 17\n',
      },
    ]);
  });

  test('names that a file system would take for the same are different', () => {
    const schemas = ['database', 'Public', 'a/b', 'a b', '..', 'con', '🎉'];
    const spec = `schemas: {${schemas.map((name) => `"${name}": `).join(', ')}}\ntables: {${schemas
      .map((name) => `'"${name}".t': {}`)
      .join(', ')}, t: {}}`;
    expect(Object.keys(filesOf(spec)).sort()).toEqual([
      'Public-2.yaml',
      'a-b-2.yaml',
      'a-b.yaml',
      'con_.yaml',
      'database-2.yaml',
      'database.yaml',
      'public.yaml',
      'schema-2.yaml',
      'schema.yaml',
    ]);
  });

  test('a large schema is divided by the first word of the tables', () => {
    const numbered = (word: string, count: number) =>
      Array.from({ length: count }, (_, position) => `${word}_${String(position).padStart(2, '0')}`);
    const spec = `schemas: {shop: }\n${tables(
      ...['users', ...numbered('user', 20), ...numbered('order', 18), 'cart', 'cart_line', 'lone'],
      ...numbered('shop.item', 41),
    )}views: {v: SELECT 1 AS a}\n`;
    const files = filesOf(spec);
    expect(Object.entries(files).map(([name, text]) => [name, tablesIn(text).length])).toEqual([
      ['database.yaml', 0],
      ['public.yaml', 3],
      ['order.yaml', 18],
      ['user.yaml', 21],
      ['shop_item.yaml', 41],
    ]);
    expect(files['public.yaml']).toContain('views:\n  v: SELECT 1 AS a\n');
    expect(files['user.yaml']).toContain('# Schema public: tables of user.\n');
  });
});

describe('order of tables', () => {
  const table = (name: string, ...targets: readonly string[]) => {
    const references = targets.map((target) => `${target}_id: {type: integer, references: ${target}}`);
    return `  ${name}: {columns: {${['id: {type: integer, primary_key: true}', ...references].join(', ')}}}\n`;
  };

  test.each([
    ['by name', table('b') + table('a'), ['a', 'b']],
    ['behind what they refer to', table('a', 'c') + table('b', 'a') + table('c'), ['c', 'a', 'b']],
    ['to themselves', table('b', 'b') + table('a', 'b'), ['b', 'a']],
    [
      'a circle is entered at its first name',
      table('a', 'c') + table('c', 'b') + table('b', 'c'),
      ['b', 'c', 'a'],
    ],
  ])('%s', (_, text, expected) => {
    expect(tablesIn(filesOf(`tables:\n${text}`)['public.yaml'])).toEqual(expected);
  });
});
