import { describe, expect, test } from 'vitest';
import { readSpec } from '../../src/spec/spec.ts';
import { complaints, file, grammar, read, short } from './helpers.ts';
import { expectRoundTrip } from './write/laws.ts';

describe('bytes', () => {
  const bytes = (...parts: readonly (string | readonly number[])[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [...part])),
    );
  const complain = (content: Uint8Array) =>
    complaints(() => readSpec([{ path: 'a.yaml', bytes: content }], grammar)).map(short);

  test('an UTF-8 byte order mark is no part of the text', () => {
    expect(complain(bytes([0xef, 0xbb, 0xbf], 'tables:\n  a: {}\n'))).toEqual([]);
    expect(complain(bytes([0xef, 0xbb, 0xbf], 'tabels: {}\n'))).toEqual(['unknown-key 1:1']);
  });

  test('other encodings and control characters are refused where they are', () => {
    expect(complain(bytes([0xff, 0xfe], 't\0a\0'))).toEqual(['file-encoding 1:1']);
    expect(complain(bytes([0xfe, 0xff], '\0t'))).toEqual(['file-encoding 1:1']);
    expect(complain(bytes('tables:\n  ä: ', [0xe4], '\n'))).toEqual(['file-encoding 2:6']);
    expect(complain(bytes('tables:\n', [0xc3]))).toEqual(['file-encoding 2:1']);
    expect(complain(bytes('tables:\n  a: "x\u0000"\n'))).toEqual(['file-encoding 2:8']);
    expect(complain(bytes('tables: \u001b\n'))).toEqual(['file-encoding 1:9']);
  });

  test('a text nested without end is refused', () => {
    expect(complain(bytes(`tables: ${'['.repeat(200_000)}`))).toEqual(['yaml-syntax 1:109']);
    expect(complain(bytes(`tables:\n  ${'- '.repeat(100_000)}x`))).toEqual(['yaml-syntax 2:1']);
    expect(complain(bytes(`tables:\n  a:\n    b: ${'[ "]", '.repeat(100_000)}`))).toEqual([
      'yaml-syntax 3:708',
    ]);
  });

  test('a line of indicators in a text nests nothing', () => {
    for (const line of ['-', ' ', ':', '?', '- ', '? '].map((mark) => mark.repeat(100_000))) {
      const texts = [
        `views:\n  v: |\n    SELECT 1 AS a, '\n    ${line}\n    '\n`,
        `views:\n  v: "SELECT 1 AS a, '\n   ${line}x'"\n`,
        `views:\n  v: >-\n    SELECT 1 AS a, '\n     ${line}x\n    '\n  w: SELECT 1 AS a`,
      ];
      for (const text of texts) expect(complain(bytes(text))).toEqual([]);
      expect(complain(bytes(`views:\n${line}\n`)).filter((found) => found !== 'yaml-syntax 2:1')).toEqual([]);
    }
    const twice = `views:\n  v: |\n    SELECT '\n    ${'- '.repeat(600)}'\n  w:\n  ${'- '.repeat(100_000)}x\n`;
    expect(complain(bytes(twice))).toEqual(['yaml-syntax 6:1']);
  });

  test('a key may be long, such as the signature of a routine', () => {
    const signature = (length: number) =>
      `f(${Array.from({ length }, (_, index) => `argument_number_${index} numeric`).join(', ')})`;
    const spec = (length: number) =>
      `functions:\n  ${signature(length)}: {language: plpgsql, returns: void, as: BEGIN END}\n  g(): {language: plpgsql, returns: void, as: BEGIN END}\n`;
    expect(read(spec(95)).objects.size).toBe(2);
    expectRoundTrip(read(spec(95)));
    expect(complain(bytes(spec(5000)))).toEqual(['yaml-syntax 2:3']);
    expect(complain(bytes(`tables:\n  ${'x'.repeat(2000)}: {}\n`))).toEqual(['name-too-long 2:3']);
  });

  test('lines may end as on Windows', () => {
    const unix =
      'tables:\n  a:\n    comment: x\n    columns:\n      id: integer # c\n  b: {columns: {x: text}}\n';
    expect(read(unix.replaceAll('\n', '\r\n'))).toEqual(read(unix));
    expect(complaints(() => read('tables:\r\n  a:\r\n    comments: x\r\n'))[0]?.at).toEqual({
      file: '0.yaml',
      line: 3,
      column: 5,
      endColumn: 13,
      excerpt: '    comments: x',
    });
  });
});

describe('several files', () => {
  test('are one spec, whatever their order', () => {
    const a = 'tables:\n  a: {columns: {id: {type: integer, primary_key: true}}}\n';
    const b = 'postgresql: 16\ntables:\n  b: {columns: {a_id: {type: integer, references: a}}}\n';
    const files = [file(a, 'a.yaml'), file(b, 'b.yaml')];
    expect(readSpec(files, grammar)).toEqual(readSpec([...files].reverse(), grammar));
    expect(readSpec(files, grammar).postgresql).toBe(16);
  });

  test('may not describe one object twice, nor the version', () => {
    const found = complaints(() =>
      read('postgresql: 15\ntables:\n  a: {}\n', 'tables:\n  a: {}\npostgresql: 15\n'),
    );
    expect(found.map((diagnostic) => [diagnostic.at?.file, short(diagnostic)])).toEqual([
      ['1.yaml', 'duplicate-object 2:3'],
      ['1.yaml', 'duplicate-object 3:1'],
    ]);
    expect(found[0]?.message).toContain('0.yaml:3:3');
    expect(found[1]?.message).toContain('0.yaml:1:1');
  });

  test('are all reported, sorted by file and position', () => {
    const found = complaints(() =>
      read('tables:\n  b: {x: 1}\n  a: {x: 1}\n', 'tables: [', 'tables:\n  c: {x: 1}\n'),
    );
    expect(found.map((diagnostic) => `${diagnostic.at?.file} ${short(diagnostic)}`)).toEqual([
      '0.yaml unknown-key 2:7',
      '0.yaml unknown-key 3:7',
      expect.stringContaining('1.yaml yaml-syntax'),
      '2.yaml unknown-key 2:7',
    ]);
  });

  test('do not blame others for names of a file that cannot be read', () => {
    const other =
      "tables:\n  b: {columns: {a: {type: mood, references: a}, n: {type: bigint, default: nextval('n')}}}\nviews: {v: SELECT * FROM a}\n";
    expect(complaints(() => read('tables: [', other)).map((diagnostic) => diagnostic.at?.file)).toEqual([
      '0.yaml',
    ]);
  });

  test('no files are an empty schema', () => {
    expect(readSpec([], grammar)).toEqual({ postgresql: 15, objects: new Map() });
  });
});
