import { describe, expect, it } from 'vitest';
import { checkChain, missingReleases, type Release } from '../../src/release/chain.ts';
import { checksum } from '../../src/release/checksum.ts';
import { renderHeader } from '../../src/release/header.ts';
import type { Manifest } from '../../src/release/manifest.ts';

function releaseOf(number: number, parent: string, title = 'x'): Release {
  const text = `${renderHeader({ title, parent })}tables: {}\n`;
  const path = `spec/versions/00${number}_r.yaml`;
  return { number, slug: 'r', title, parent, path, text, checksum: checksum(text), bytes: Buffer.from(text) };
}

function chainOf(length: number): readonly Release[] {
  const releases: Release[] = [];
  for (let number = 1; number <= length; number++)
    releases.push(releaseOf(number, releases.at(-1)?.checksum ?? 'base'));
  return releases;
}

function manifestOf(releases: readonly Release[]): Manifest {
  const zero = checksum('');
  return {
    releases: releases.map((release) => ({ ...release, files: { schema: zero, up: zero, down: zero } })),
  };
}

function problems(releases: readonly Release[], manifest?: Manifest) {
  return checkChain(releases, manifest).map(
    ({ code, message, at }) => `${code}: ${message}${at ? ` (${at.file}:${at.line})` : ''}`,
  );
}

describe('a chain of releases', () => {
  const [first, second, third] = chainOf(3) as [Release, Release, Release];
  const edited = releaseOf(2, first.checksum, 'edited');

  it('is unbroken, with the newest as the manifest knows it', () => {
    expect(problems([first, second, third], manifestOf([first, second, third]))).toEqual([]);
    expect(problems([])).toEqual([]);
  });

  it('says which release was edited, at the line that proves it', () => {
    expect(problems([first, edited, third])).toEqual([
      'release-edited: spec/versions/002_r.yaml is not what it was when 003 was made after it (spec/versions/003_r.yaml:4)',
    ]);
  });

  it('notices that the newest release was edited', () => {
    expect(problems([first, edited], manifestOf([first, second]))).toEqual([
      'release-edited: spec/versions/002_r.yaml is not what it was when it was made',
    ]);
  });

  it('names every gap, and does not call what comes after edited', () => {
    expect(problems([second])).toEqual([
      'release-gap: release 001 is missing before spec/versions/002_r.yaml',
    ]);
    expect(problems([first, third])).toEqual([
      'release-gap: release 002 is missing before spec/versions/003_r.yaml',
    ]);
    expect(problems([first, { ...third, number: 5 }])).toEqual([
      'release-gap: release 002 to 004 is missing before spec/versions/003_r.yaml',
    ]);
  });

  it('has each number once', () => {
    expect(problems([first, second, { ...edited, path: 'spec/versions/002_s.yaml' }, third])[0]).toBe(
      'release-number-twice: spec/versions/002_r.yaml and spec/versions/002_s.yaml have the same number',
    );
  });

  it('begins at base', () => {
    expect(problems([releaseOf(1, second.checksum)])).toEqual([
      'release-edited: spec/versions/001_r.yaml is the first release, and says that another comes before it (spec/versions/001_r.yaml:4)',
    ]);
  });

  it('has every release that the manifest lists', () => {
    expect(missingReleases([first], manifestOf([first, second])).map(({ message }) => message)).toEqual([
      'generated/manifest.json lists release 002_r, and there is no such file',
    ]);
  });
});

it('a checksum does not depend on line ends', () => {
  expect(checksum('a\r\nb\r\n')).toBe(checksum('a\nb\n'));
  expect(checksum('a\nb')).not.toBe(checksum('a\nb\n'));
});
