import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileContents, readPieces, readWhole } from '../../src/spec/file.ts';
import { sortDiagnostics } from '../../src/spec/problem.ts';
import { Text } from '../../src/spec/text.ts';
import type { Node, Path } from '../../src/spec/yaml/node.ts';
import { parseYaml } from '../../src/spec/yaml/parse.ts';
import { grammar } from './helpers.ts';

const texts = [
  ...readdirSync(new URL('../../spec/schema/', import.meta.url)).map((name) =>
    readFileSync(new URL(`../../spec/schema/${name}`, import.meta.url), 'utf8'),
  ),
  ...readdirSync(new URL('cases/valid/', import.meta.url)).map((name) =>
    readFileSync(new URL(`cases/valid/${name}`, import.meta.url), 'utf8'),
  ),
  ...readdirSync(new URL('cases/invalid/', import.meta.url)).map((name) =>
    readFileSync(new URL(`cases/invalid/${name}`, import.meta.url), 'utf8'),
  ),
];

/** Everything that can be seen of what a file holds: objects, their places down to every value, problems, settings. */
function seen(contents: FileContents) {
  return {
    complete: contents.complete,
    diagnostics: sortDiagnostics(contents.diagnostics),
    settings: contents.settings.map(({ entry, site }) => [entry.key.text, site.label]).sort(),
    documents: contents.documents
      .map(({ kind, key, names, draft, source, site }) => ({
        kind,
        key,
        names,
        draft,
        source,
        label: site.label,
        places: places(source, site),
      }))
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
  };
}

function places(source: string, site: FileContents['documents'][number]['site']): readonly unknown[] {
  const { node } = parseYaml(source);
  const value = node?.kind === 'map' ? node.entries[0]?.value : undefined;
  const problem = { code: 'wrong-value', message: '', help: '' } as const;
  return (value ? paths(value, []) : []).map((path) => [
    path,
    site.diagnosticAt(problem, path).at,
    site.diagnosticAt(problem, path, { at: 'key' }).at,
  ]);
}

function paths(node: Node, path: Path): readonly Path[] {
  if (node.kind === 'scalar') return [path];
  if (node.kind === 'list')
    return [path, ...node.items.flatMap((item, position) => paths(item, [...path, position]))];
  return [path, ...node.entries.flatMap(({ key, value }) => paths(value, [...path, key.text]))];
}

/** @returns whether the text was read in pieces at all */
function expectSame(text: string): boolean {
  const source = new Text('a.yaml', text);
  const pieces = readPieces(source, grammar);
  if (pieces === undefined) return false;
  expect(seen(pieces)).toEqual(seen(readWhole(source, grammar)));
  return true;
}

describe('a file read in pieces is the file read whole', () => {
  test('for all our files, most of which are read in pieces', () => {
    expect(texts.filter(expectSame).length).toBeGreaterThan(texts.length / 2);
  });

  const piece = fc.constantFrom(
    ...[
      '',
      '  ',
      '# c',
      '  # c',
      '    # deeper',
      'tables:',
      'views: # v',
      'schemas: {x: }',
      'postgresql: 15',
      'title: a',
      '---',
      'other:',
      '- a',
    ],
    ...[
      '  a:',
      '  b: {}',
      "  'q': {comment: x}",
      '  "d":',
      '    comment: |',
      '      text',
      '      # no comment',
      '    comment: |-',
      '      spaces  ',
      '      odd space\u00a0',
      '   ',
      '       ',
      '          ',
      '    comment: "a',
      '      b"',
      '    columns:',
      '      x: integer',
    ],
    ...[
      '      y: {type: text, default: "\'a\'"}',
      '   odd: {}',
      '  v: SELECT 1',
      '  w: >-',
      '    SELECT 1',
      '    AS a',
      '  k: &k {}',
      '  l: *k',
      '    comment: [',
      '  ]',
      '  ? a',
      '    z: |+',
      'a: b: c',
      '\ttab',
    ],
  );

  test('for lines in any order', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        expectSame(lines.join(end));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    '',
    '  ',
    '    ',
    '      ',
    '        ',
    '\n',
    '        \n',
    '    \n        \n\n',
    ' # c',
    '  # c\n        ',
  ])('for a block of text that ends in %j', (end) => {
    for (const [style, last] of [
      ['|', 'x'],
      ['|1', '    x'],
      ['|-1', '  x'],
      ['|-', 'x  '],
      ['>', 'x'],
      ['|', ''],
      ['', 'x'],
    ])
      for (const rest of ['', '\n', '\n  b: {}\n', '\n# c\nviews: {}\n'])
        expect(expectSame(`tables:\n  a:\n    comment: ${style}\n      ${last}\n${end}${rest}`)).toBe(true);
  });

  test('for damaged files', () => {
    const damage = fc.record({
      file: fc.nat(),
      at: fc.nat(),
      cut: fc.nat({ max: 4 }),
      insert: fc.oneof(piece, fc.constantFrom('\n', ':', ' ', '"', "'", '{', '#', '&a ', '|')),
    });
    fc.assert(
      fc.property(damage, ({ file, at, cut, insert }) => {
        const text = texts[file % texts.length] ?? '';
        const place = at % (text.length + 1);
        expectSame(text.slice(0, place) + insert + text.slice(place + cut));
      }),
      { numRuns: 300 },
    );
  });
});
