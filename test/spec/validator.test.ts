import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
// @ts-expect-error: a script of the build without types
import { validatorSource } from '../../bin/build-validator.js';
import type { ObjectKind } from '../../src/model/element.ts';
import { explain } from '../../src/spec/shape/explain.ts';
import type { JsonSchema } from '../../src/spec/shape/json-schema.ts';
import { toPlain } from '../../src/spec/shape/plain.ts';
import { validators } from '../../src/spec/shape/validate.ts';
import * as generated from '../../src/spec/shape/validator.generated.js';
import { parseYaml } from '../../src/spec/yaml/parse.ts';

test('the compiled validator is that of spec/schema.json', () => {
  const file = new URL('../../src/spec/shape/validator.generated.js', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(validatorSource());
});

describe('what the validator refuses is explained, and nothing else', () => {
  const keys = [...new Set(Object.values(generated.definitions).flatMap(keysOf))];
  const scalar = fc.oneof(
    fc.constantFrom(null, true, 1, 1.5, 'a', 'always', 'cascade', 'before', 'insert', 'asc'),
    fc.string({ maxLength: 3 }),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(
        fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...keys) },
          { weight: 1, arbitrary: fc.constantFrom('x', '__proto__') },
        ),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  }));

  test.each(Object.entries(generated.definitionNames))('%s', (kind, name) => {
    const validate = validators[kind as ObjectKind];
    const definition = generated.definitions[name] as JsonSchema;
    fc.assert(
      fc.property(value, (content) => {
        const { node } = parseYaml(JSON.stringify(content));
        if (node === undefined) return;
        expect(explain(node, definition, generated.definitions).length === 0).toBe(validate(toPlain(node)));
      }),
      { numRuns: 1500 },
    );
  });
});

test('every key of the language has a description', () => {
  const bare = Object.values(generated.definitions).flatMap((definition) => withoutDescription(definition));
  expect(bare).toEqual([]);
});

function keysOf(schema: JsonSchema): readonly string[] {
  return [schema, ...(schema.anyOf ?? [])].flatMap((candidate) => Object.keys(candidate.properties ?? {}));
}

function withoutDescription(schema: JsonSchema): readonly string[] {
  return [schema, ...(schema.anyOf ?? [])].flatMap((candidate) =>
    Object.entries(candidate.properties ?? {}).flatMap(([key, value]) =>
      value.description === undefined && value.$ref === undefined ? [key] : [],
    ),
  );
}
