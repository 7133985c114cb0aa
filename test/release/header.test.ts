import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readHeader, renderHeader } from '../../src/release/header.ts';

const parent = `sha256:${'0123456789abcdef'.repeat(4)}`;

it('is two comments, a title and a parent', () => {
  expect(renderHeader({ title: 'v2.1 features', parent: 'base' })).toBe(
    [
      '# yaml-language-server: $schema=../release.json',
      '# Frozen: edit the spec under spec/schema/ and make the next release instead.',
      'title: v2.1 features',
      'parent: base',
      '',
    ].join('\n'),
  );
});

it.each([
  'x',
  'yes',
  'Null',
  '007',
  '1e3',
  "it's",
  '# 1',
  'a: b',
  '- a',
  '{a}',
  'ünïcode 🙂',
  '~',
  'a #b',
  '2024-01-01',
  'true)',
  ' x',
])('keeps the title %j, for itself and for YAML', (title) => {
  const text = renderHeader({ title, parent });
  expect(readHeader(text)).toEqual({ title, parent });
  expect(parse(text)).toEqual({ title, parent });
});

it('keeps any line of text', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[\p{Cc}\u2028\u2029\ufeff]/u.test(text));
  fc.assert(
    fc.property(line, (title) => {
      const text = renderHeader({ title, parent: 'base' });
      expect(readHeader(text)).toEqual({ title, parent: 'base' });
    }),
  );
});

it.each([
  'title: a\n\nparent: base\n',
  'parent: base\ntitle: a\n',
  'title: "a"\nparent: base\n',
  'title: a # b\nparent: base\n',
  'title: 7\nparent: base\n',
  'title: a\nparent: sha256:abc\n',
  'title:\nparent: base\n',
  'tables:\n  title: a\nparent: base\n',
])('leaves %j to YAML', (text) => {
  expect(readHeader(text)).toBeUndefined();
});
