import { expect } from 'vitest';
import { diff } from '../../../src/diff/diff.ts';
import { pairOf } from '../../../src/diff/pair.ts';
import type { Model } from '../../../src/model/model.ts';
import { readSpec } from '../../../src/spec/spec.ts';
import { type SpecFile, writeSpec } from '../../../src/spec/write/write-spec.ts';
import { file, grammar } from '../helpers.ts';

export function readFiles(files: readonly SpecFile[]): Model {
  return readSpec(
    files.map(({ name, text }) => file(text, name)),
    grammar,
  );
}

/** What is written is read back to the same, whatever the diff leaves out included, and written again to the same. */
export function expectRoundTrip(model: Model): readonly SpecFile[] {
  const files = writeSpec(model);
  const read = readFiles(files);
  expect(plain(read)).toEqual(plain(model));
  const bare = withoutHints(model) as Model;
  expect(diff(pairOf(bare, read))).toEqual([]);
  expect(diff(pairOf(read, bare))).toEqual([]);
  expect(writeSpec(model)).toEqual(files);
  expect(writeSpec(read)).toEqual(files);
  expect(new Set(files.map(({ name }) => name.toLowerCase())).size).toBe(files.length);
  for (const { name } of files) expect(name).toMatch(/^[a-zA-Z0-9_-]+\.yaml$/);
  return files;
}

function plain(model: Model): unknown {
  return { postgresql: model.postgresql, objects: withoutHints([...model.objects]) };
}

/** Without what is never written. */
function withoutHints(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, withoutHints(item)]));
  if (Array.isArray(value)) return value.map(withoutHints);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'invalid');
  return Object.fromEntries(entries.map(([key, item]) => [key, key === 'hints' ? {} : withoutHints(item)]));
}
