import { describe, expect, test } from 'vitest';
import type { IndexElement } from '../../src/model/schema-object.ts';
import { complaints, read, short } from './helpers.ts';
import { expectRoundTrip } from './write/laws.ts';

const spec = (opclass: string) => `
tables:
  t:
    columns: {a: text}
    indexes: {i: {on: [{column: a, opclass: ${opclass}}], using: gin}}
    exclusions: {e: {elements: [{column: a, opclass: ${opclass}, with: "="}]}}
`;

function opclassesOf(text: string): readonly IndexElement['opclass'][] {
  return [...read(text).objects.values()].flatMap((object) =>
    object.kind === 'table'
      ? [...object.indexes, ...object.exclusions].flatMap(({ elements }) =>
          elements.map(({ opclass }) => opclass),
        )
      : [],
  );
}

describe.each<[string, IndexElement['opclass']]>([
  ['gin_trgm_ops', { name: 'gin_trgm_ops', parameters: [] }],
  ['extensions.gin_trgm_ops', { schema: 'extensions', name: 'gin_trgm_ops', parameters: [] }],
  [`'"my.ext"."Odd.ops"'`, { schema: 'my.ext', name: 'Odd.ops', parameters: [] }],
  [`'"odd.ops"'`, { name: 'odd.ops', parameters: [] }],
  [
    '{name: extensions.gist_trgm_ops, parameters: {siglen: 32}}',
    { schema: 'extensions', name: 'gist_trgm_ops', parameters: [{ name: 'siglen', value: '32' }] },
  ],
  // Both are found without.
  ['public.gin_trgm_ops', { name: 'gin_trgm_ops', parameters: [] }],
  ['pg_catalog.text_ops', { name: 'text_ops', parameters: [] }],
])('the operator class %s', (text, expected) => {
  test('is read', () => expect(opclassesOf(spec(text))).toEqual([expected, expected]));
  test('is written as it is read', () => expectRoundTrip(read(spec(text))));
});

test('an operator class of three parts', () => {
  expect(complaints(() => read(spec('a.b.c'))).map(short)).toEqual([
    'name-malformed 5:45',
    'name-malformed 6:54',
  ]);
});
