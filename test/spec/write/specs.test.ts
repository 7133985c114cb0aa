import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import type { SchemaObject } from '../../../src/model/schema-object.ts';
import type { Sql } from '../../../src/model/sql.ts';
import { loadChain } from '../../../src/release/load-chain.ts';
import { ReleasedModels } from '../../../src/release/models.ts';
import { projectAt } from '../../../src/release/project.ts';
import { normalSequenceOptions } from '../../../src/spec/read/sequence-options.ts';
import { readSpec } from '../../../src/spec/spec.ts';
import { writeSpec } from '../../../src/spec/write/write-spec.ts';
import { readScenarios } from '../../scenarios/scenario.ts';
import { arbitraryModel, modelOfObjects } from '../../support/arbitrary-model.ts';
import { modelOf } from '../../support/model.ts';
import { grammar } from '../helpers.ts';
import { expectRoundTrip } from './laws.ts';

const root = new URL('../../../', import.meta.url);

function textsIn(folder: string): readonly { readonly name: string; readonly text: string }[] {
  const url = new URL(folder, root);
  return readdirSync(url)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, text: readFileSync(new URL(name, url), 'utf8') }));
}

describe('what is written is read back to the same', () => {
  test.each(readScenarios())('scenario $name', ({ previous, next }) => {
    expectRoundTrip(modelOf(previous));
    expectRoundTrip(modelOf(next));
  });

  const readme = readFileSync(new URL('README.md', root), 'utf8');
  const examples = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  test.each(examples.map((text) => [text.split('\n').slice(0, 3).join(' '), text]))(
    'README: %s',
    (_, text) => {
      expectRoundTrip(modelOf(text));
    },
  );

  test.each(textsIn('test/spec/cases/valid/'))('valid spec $name', ({ text }) => {
    expectRoundTrip(modelOf(text));
  });

  test("LearnR's spec", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const files = textsIn('spec/schema/').map(({ name, text }) => ({ path: name, bytes: bytes(text) }));
    const model = readSpec(files, grammar);
    expect(model.objects.size).toBe(23);
    expectRoundTrip(model);
  });

  test.each([1, 2, 3])('release %i of LearnR', async (number) => {
    const { releases } = await loadChain(projectAt(fileURLToPath(new URL('spec', root))));
    expectRoundTrip(await new ReleasedModels(releases).at(number));
  });

  test('generated models', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        expectRoundTrip(parsed(model));
      }),
    );
  });
});

test('no file says that there is nothing', () => {
  expect(writeSpec(modelOf(''))).toEqual([]);
});

/** The model as if it had been read: its SQL as the grammar sees it. */
function parsed(model: Model): Model {
  return modelOfObjects([...model.objects.values()].map((object) => withSql(object) as SchemaObject));
}

function withSql(value: unknown, key = ''): unknown {
  if (key === 'options')
    return normalSequenceOptions('bigint', value as Parameters<typeof normalSequenceOptions>[1]);
  if (Array.isArray(value)) return value.map((item) => withSql(item));
  if (typeof value !== 'object' || value === null) return value;
  if ('mentions' in value) {
    const { text } = value as Sql;
    const read = key === 'query' ? grammar.query(text) : grammar.expression(text);
    if (!read.ok) throw new Error(read.problem.message);
    return 'sql' in read.value ? read.value.sql : read.value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withSql(item, name)]));
}
