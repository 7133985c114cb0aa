import { expect, it } from 'vitest';
import { checksum } from '../../src/release/checksum.ts';
import { checksumsOf, type Manifest, parseManifest, renderManifest } from '../../src/release/manifest.ts';

const manifest: Manifest = {
  releases: ['first', 'second'].map((slug, index) => ({
    number: index + 1,
    slug,
    title: `the "${slug}"`,
    checksum: checksum(slug),
    files: checksumsOf({ schema: 'a', up: 'b', down: 'c' }),
  })),
};
const text = renderManifest(manifest);

it('names every generated file', () => {
  expect(Object.keys(JSON.parse(text).releases[1].generated)).toEqual([
    '002_second.schema.sql',
    '002_second.up.sql',
    '002_second.down.sql',
  ]);
});

it('is read back, whatever line ends git gave it', () => {
  expect(parseManifest(text)).toEqual(manifest);
  expect(parseManifest(text.replaceAll('\n', '\r\n'))).toEqual(manifest);
});

it.each([
  '',
  '{}',
  '[]',
  'null',
  text.slice(0, -3),
  text.replace('"001"', '"1"'),
  text.replace('"title"', '"name"'),
  text.replace('"slug"', '"more": 1,\n      "slug"'),
  `<<<<<<< HEAD\n${text}`,
])('is refused where it is not as written (%#)', (edited) => {
  expect(parseManifest(edited)).toBeUndefined();
});
