import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../../src/spec/yaml/node.ts';
import { parseYaml } from '../../src/spec/yaml/parse.ts';
import { parseSimpleYaml } from '../../src/spec/yaml/parse-simple.ts';

const folder = new URL('../../spec/schema/', import.meta.url);
const learnr = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));

/** What the two must agree in: everything but where collections end, which nothing depends on. */
function comparable(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return [node.style, node.start, node.end, node.text, node.value];
  if (node.kind === 'list') return [node.start, node.items.map(comparable)];
  return [node.start, node.entries.map(({ key, value }) => [comparable(key), comparable(value)])];
}

function expectAgreement(text: string): boolean {
  const simple = parseSimpleYaml(text);
  if (simple === undefined) return false;
  const whole = parseYaml(text);
  expect(whole.problems).toEqual([]);
  expect(whole.hasAliases).toBe(false);
  expect(comparable(simple)).toEqual(comparable(whole.node));
  return true;
}

describe('the parser for simple YAML', () => {
  test('reads the whole of the LearnR spec by itself', () => {
    for (const text of learnr) expect(expectAgreement(text)).toBe(true);
  });

  const fragment = fc.constantFrom(
    ...[
      'a',
      'b',
      'key',
      'users',
      'null',
      'true',
      '~',
      '0',
      '1',
      '01',
      '1.50',
      '0x1f',
      '-1',
      '1e3',
      '.5',
      '"q"',
      "'s'",
      "''",
      '""',
    ],
    ...[
      ':',
      ': ',
      ' :',
      ',',
      ', ',
      '#',
      ' #',
      ' # c',
      '{',
      '}',
      '[',
      ']',
      '{}',
      '[]',
      '\n',
      '\n\n',
      '\n  ',
      '\n    ',
      ' ',
      '  ',
    ],
    ...[
      '-',
      '- ',
      '?',
      '? ',
      '&x',
      '*x',
      '!t',
      '|',
      '>',
      '%',
      '@',
      '`',
      '(',
      ')',
      "'",
      '"',
      '\\',
      '::',
      '<<',
      'é',
      '🙂',
      '\t',
      '.',
      '=',
      '&&',
    ],
  );
  const loose = fc.array(fragment, { maxLength: 14 }).map((parts) => parts.join(''));

  const scalar = fc.constantFrom(
    'a',
    'now()',
    "'x'",
    '"y z"',
    'a b',
    '0',
    '2.50',
    'true',
    'null',
    "it''s",
    'a::text',
    'x#y',
    'a, b',
    'a: b',
    'a #b',
    '"',
    '',
  );
  const flow: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc
        .array(fc.tuple(fc.constantFrom('a', 'set null', '"k"', "'k'", 'b'), tie('value')), { maxLength: 3 })
        .map((entries) => `{${entries.map(([k, v]) => `${k}: ${v}`).join(', ')}}`),
    ),
  })).value;
  const line = fc
    .tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('a', 'b', 'c d', '"k"', "'k'", 'f(x)', '1'),
      fc.constantFrom(':', ': ', ':  ', ' :'),
      flow,
      fc.constantFrom('', ' # c', '#c', ' '),
    )
    .map(([depth, key, colon, value, end]) => `${'  '.repeat(depth)}${key}${colon}${value}${end}`);
  const structured = fc
    .array(fc.oneof(line, fc.constantFrom('', '  # comment', '# c', '   ')), { maxLength: 8 })
    .map((lines) => lines.join('\n'));

  test.each([
    ['loose fragments', loose],
    ['structured lines', structured],
  ])('agrees with the YAML parser on %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expectAgreement(text);
      }),
      { numRuns: 3000 },
    );
  });

  test('agrees with the YAML parser on damaged specs', () => {
    const damage = fc.record({
      file: fc.nat(),
      start: fc.nat(),
      length: fc.nat({ max: 300 }),
      at: fc.nat(),
      cut: fc.nat({ max: 3 }),
      insert: fragment,
    });
    fc.assert(
      fc.property(damage, ({ file, start, length, at, cut, insert }) => {
        const whole = learnr[file % learnr.length] ?? '';
        const lines = whole.split('\n').slice(2);
        const text = lines
          .slice(start % lines.length)
          .join('\n')
          .slice(0, length);
        const place = at % (text.length + 1);
        expectAgreement(text.slice(0, place) + insert + text.slice(place + cut));
      }),
      { numRuns: 3000 },
    );
  });
});
