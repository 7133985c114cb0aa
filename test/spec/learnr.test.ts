import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSpec } from '../../src/spec/spec.ts';
import { grammar } from './helpers.ts';

test("LearnR's spec has its 23 tables, each with a comment", () => {
  const folder = new URL('../../spec/schema/', import.meta.url);
  const files = readdirSync(folder).map((name) => ({
    path: name,
    bytes: readFileSync(new URL(name, folder)),
  }));
  const objects = [...readSpec(files, grammar).objects.values()];
  expect(objects.map(({ kind }) => kind)).toEqual(Array(23).fill('table'));
  expect(objects.filter(({ comment }) => comment === undefined)).toEqual([]);
});
