import { describe, expect, it } from 'vitest';
import { isSlug, padded, parseReleaseFileName, stem, titleFromSlug } from '../../src/release/file-name.ts';

describe('names of release files', () => {
  it.each([
    ['001_initial_schema.yaml', { number: 1, slug: 'initial_schema' }],
    ['042_x.yml', { number: 42, slug: 'x' }],
    ['1000_after-a-thousand.yaml', { number: 1000, slug: 'after-a-thousand' }],
  ])('%s', (name, expected) => {
    expect(parseReleaseFileName(name)).toEqual(expected);
  });

  it.each([
    '1_x.yaml',
    '000_x.yaml',
    '0001_x.yaml',
    '001.yaml',
    '001_.yaml',
    '001_X.yaml',
    '001_x.sql',
    'x001_x.yaml',
    '001_a b.yaml',
  ])('%s is none', (name) => {
    expect(parseReleaseFileName(name)).toBeUndefined();
  });

  it('are put together again', () => {
    expect([stem({ number: 7, slug: 'a_b' }), padded(7), padded(1234)]).toEqual(['007_a_b', '007', '1234']);
  });
});

it.each(['a', '2fa', 'quiz_sessions', 'a-b'])('%s is a slug', (slug) => {
  expect(isSlug(slug)).toBe(true);
});

it.each(['', '_a', '-a', 'A', 'a b', 'a/b', '..', 'ä', 'a\n'])('%j is none', (slug) => {
  expect(isSlug(slug)).toBe(false);
});

it('a title is the slug in words', () => {
  expect(titleFromSlug('v2_1-features__now')).toBe('v2 1 features now');
});
