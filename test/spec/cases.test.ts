import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codes } from '../../src/diagnostic/codes.ts';
import { readSpec } from '../../src/spec/spec.ts';
import { complaints, grammar, short } from './helpers.ts';

function casesIn(
  folder: 'valid' | 'invalid',
): readonly { readonly name: string; readonly bytes: Uint8Array; readonly text: string }[] {
  const url = new URL(`cases/${folder}/`, import.meta.url);
  return readdirSync(url).map((name) => {
    const bytes = readFileSync(new URL(name, url));
    return { name, bytes, text: bytes.toString('utf8') };
  });
}

describe('valid specs', () => {
  test.each(casesIn('valid'))('$name', ({ name, bytes }) => {
    expect(complaints(() => readSpec([{ path: name, bytes }], grammar))).toEqual([]);
  });
});

describe('invalid specs say what is wrong, and where', () => {
  const cases = casesIn('invalid');

  test.each(cases)('$name', ({ name, bytes, text }) => {
    const expected = /^# expect: (.*)/.exec(text)?.[1];
    const found = complaints(() => readSpec([{ path: name, bytes }], grammar));
    expect(found.map(short).join(', ')).toBe(expected);
    for (const { message, help, at } of found) {
      expect(message).toMatch(/\S/);
      expect(help).toMatch(/[.?]$/);
      expect(text.split('\n')[(at?.line ?? 0) - 1]).toBe(at?.excerpt);
    }
  });

  test('every code of a spec has a case', () => {
    const named = new Set(
      cases.flatMap(({ text }) => text.split('\n')[0]?.match(/[a-z][a-z0-9-]+(?= \d+:)/g) ?? []),
    );
    const elsewhere = new Set([
      'file-encoding',
      'dropped-unknown',
      'rename-from-kept',
      'rename-from-nowhere',
    ]);
    const all = Object.keys(codes);
    const mine = all.slice(all.indexOf('file-encoding'), all.indexOf('postgresql-too-old') + 1);
    expect(mine.filter((code) => !named.has(code) && !elsewhere.has(code))).toEqual([]);
  });
});
