import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ScalarNode } from '../../src/spec/yaml/node.ts';
import { parseYaml } from '../../src/spec/yaml/parse.ts';
import { spanInScalar } from '../../src/spec/yaml/scalar-offset.ts';

function scalarIn(text: string): ScalarNode {
  const { node } = parseYaml(text);
  const value = node?.kind === 'map' ? node.entries[0]?.value : undefined;
  if (value?.kind !== 'scalar') throw new Error(`no scalar in ${JSON.stringify(text)}`);
  return value;
}

/** The source of the first place of a word in the value. */
function sourceOf(text: string, word: string): { readonly source: string; readonly start: number } {
  const scalar = scalarIn(text);
  const { start, end } = spanInScalar(text, scalar, scalar.text.indexOf(word), word.length);
  return { source: text.slice(start, end), start };
}

describe('a place in a value is found in its source', () => {
  test.each([
    ['plain', 'k: a > here'],
    ['plain on two lines', 'k: a >\n   here'],
    ['single quoted', "k: 'it''s > here'"],
    ['single quoted on two lines', "k: 'it''s\n\n   > here'"],
    ['double quoted', 'k: "a\\t\\"\\u003e\\U0001F642 here"'],
    ['double quoted on two lines', 'k: "a\\\n   b\n  > here"'],
    ['literal', 'k: |\n  a\n    >\n  here\n'],
    ['literal with a header', 'k: |2- # comment here\n    a\n\n   here'],
    ['folded', 'k: >\n  a\n  b\n\n    more\n  here\n'],
  ])('%s', (_, text) => {
    expect(sourceOf(text, 'here')).toEqual({ source: 'here', start: text.lastIndexOf('here') });
  });

  test('behind the end of the value', () => {
    for (const text of ['k: abc ', "k: 'abc' ", 'k: "abc"', 'k: |\n  abc\n']) {
      const scalar = scalarIn(text);
      expect(spanInScalar(text, scalar, scalar.text.length, 1).start).toBe(text.indexOf('abc') + 3);
    }
  });

  test('in any text, however it is written', () => {
    const word = fc.stringMatching(/^[a-z'"\\:#&*{}é🙂-]{1,4}$/u);
    const value = fc
      .array(fc.oneof(word, fc.constantFrom(' ', '  ', '\n', '\n\n', '\t', ', ')), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => parts.join(''));
    const style = fc.constantFrom(
      'PLAIN',
      'QUOTE_SINGLE',
      'QUOTE_DOUBLE',
      'BLOCK_LITERAL',
      'BLOCK_FOLDED' as const,
    );
    fc.assert(
      fc.property(value, style, fc.integer({ min: 20, max: 80 }), (content, defaultStringType, lineWidth) => {
        const text = stringify(
          { k: `x${content}@z` },
          { defaultStringType, defaultKeyType: 'PLAIN', lineWidth },
        );
        expect(sourceOf(text, '@').source).toBe('@');
        expect(sourceOf(text, '@').start).toBe(text.indexOf('@'));
      }),
      { numRuns: 1000 },
    );
  });
});
