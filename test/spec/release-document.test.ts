import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pairOf } from '../../src/diff/pair.ts';
import type { ObjectId } from '../../src/model/id.ts';
import { composeRelease } from '../../src/release/compose.ts';
import { renderSections } from '../../src/release/sections.ts';
import { buildModel, type Documents } from '../../src/spec/build/build-model.ts';
import {
  applyRelease,
  noDocuments,
  type ReleaseDocument,
  readReleaseDocument,
} from '../../src/spec/release-document.ts';
import { sections } from '../../src/spec/sections.ts';
import { readSpecWithDocuments } from '../../src/spec/spec.ts';
import { complaints, file, grammar, short } from './helpers.ts';

/** A release that adds everything, written from the documents of a spec as they stand. */
function releaseOf(documents: Documents): string {
  const written = Object.entries(sections).map(([section, kind]) => {
    const sources = documents.objects
      .filter((document) => document.kind === kind)
      .map((document) => document.source.replace(/^(?=.)/gm, '  '));
    return sources.length === 0 ? '' : `${section}:\n${sources.join('')}`;
  });
  return `title: All of it\npostgresql: ${documents.postgresql}\n${written.join('')}`;
}

function release(text: string): ReleaseDocument {
  return readReleaseDocument(file(text, '001_a.yaml'), grammar);
}

function folder(path: string) {
  const url = new URL(path, import.meta.url);
  return readdirSync(url).map((name) => ({ name, bytes: readFileSync(new URL(name, url)) }));
}

describe('a release that copies the objects of a spec is the same model', () => {
  test.each([...folder('cases/valid/').map((source) => [source]), folder('../../spec/schema/')])(
    '%#',
    (...sources) => {
      const files = sources.map(({ name, bytes }) => ({ path: name, bytes }));
      const { model, documents } = readSpecWithDocuments(files, grammar);
      const copied = buildModel(applyRelease(noDocuments, release(releaseOf(documents))));
      expect(copied).toEqual(model);
    },
  );

  test.each([
    'END\n        ',
    'END\n        \n',
    'END   ',
    'END   \n',
    'END\n\t',
    'END\u00a0',
    'END\n  x\n \n    ',
  ])('where a body ends in %j', (end) => {
    const ends = ['', '\n', '\n   \n \n', '\n  g():\n    {language: c, returns: trigger, as: x}\n'];
    for (const [after, indent] of ends.flatMap((rest) => [
      [rest, ''] as const,
      [rest, '        '] as const,
    ])) {
      const routine = { kind: 'string', text: `\n${indent}BEGIN\n  ${end}` };
      const body = routine.text.replace(/^(?=.)/gm, '      ');
      const spec = `functions:\n  f():\n    language: c\n    returns: trigger\n    as: |${indent === '' ? '' : 2}${end.endsWith('\n') ? '' : '-'}\n${body}${after}`;
      const { model, documents } = readSpecWithDocuments([file(spec)], grammar);
      expect(model.objects.get('function public.f()' as ObjectId)).toMatchObject({ body: routine });
      const copied = buildModel(applyRelease(noDocuments, release(releaseOf(documents))));
      expect(copied).toEqual(model);
      const rendered = renderSections(documents.objects);
      expect(buildModel(applyRelease(noDocuments, release(`title: a\n${rendered}`)))).toEqual(model);
    }
  });

  test('and the same objects in memory, where the text is the same', () => {
    const files = folder('../../spec/schema/').map(({ name, bytes }) => ({ path: name, bytes }));
    const { model, documents } = readSpecWithDocuments(files, grammar);
    const copied = buildModel(applyRelease(noDocuments, release(releaseOf(documents))));
    for (const [id, object] of model.objects) expect(copied.objects.get(id)).toBe(object);
  });
});

describe('a routine', () => {
  /** What a release holds that turns one spec into the other. */
  async function between(previous: Spec, next: Spec): Promise<string> {
    const text = await composeRelease(
      { title: 'a', parent: 'b' },
      { pair: pairOf(previous.model, next.model), previous: previous.documents, next: next.documents },
    );
    expect(buildModel(applyRelease(previous.documents, release(text)))).toEqual(next.model);
    return text;
  }

  type Spec = ReturnType<typeof readSpecWithDocuments>;

  const spec = (signature: string, body: string, enums = 'x: [a], s.x: [b], integer: [c]') => {
    const routine = `{returns: integer, language: sql, as: SELECT ${body}}`;
    const text = `schemas: {s: }\nenums: {${enums}}\nfunctions:\n  ${signature}: ${routine}\n`;
    return readSpecWithDocuments([file(text)], grammar);
  };

  test.each([
    ['s.f(x)', 's.f(s.x)'],
    ['f(x)', 'f(public.x)'],
    ['s.f(public.x)', 's.f(public."x")'],
  ])('is one, however its arguments are written: %s and %s', async (one, other) => {
    expect(spec(one, '1').model).toEqual(spec(other, '1').model);
    expect(await between(spec(one, '1'), spec(other, '2'))).not.toContain('dropped');
  });

  test('that gets another key with another spelling of its arguments replaces itself', async () => {
    const [previous, next] = [spec('s.f(x)', '1', 'x: [a]'), spec('s.f(public.x)', '2', 'x: [a]')];
    expect(await between(previous, next)).toContain('dropped:\n  functions:\n    - s.f(x)\n');
  });

  test('may not be described twice, however its arguments are written', () => {
    const twice = (one: string, other: string) =>
      complaints(() =>
        readSpecWithDocuments(
          [
            file(
              `schemas: {s: }\nenums: {x: [a]}\nfunctions:\n  ${one}: &f {returns: integer, language: sql, as: SELECT 1}\n  ${other}: *f\n`,
            ),
          ],
          grammar,
        ),
      ).map(short);
    expect(twice('s.f(x)', 's.f(public.x)')).toEqual(['duplicate-object 5:3']);
    expect(twice('f(x)', 'f(public.x)')).toEqual(['duplicate-object 5:3']);
  });
});

describe('the text of an object', () => {
  const sources = (text: string) =>
    readSpecWithDocuments([file(text)], grammar).documents.objects.map((document) => document.source);

  test('is that of the file, with the comments above it', () => {
    const text = `tables:

    # not about a

    # about a,
    # on two lines
    a:   # here
        comment: |
            two
              lines

        # inside
        columns: {id: integer}

        # still inside

    # above b
    b: {}
`;
    expect(sources(text)).toEqual([
      '# about a,\n# on two lines\na:   # here\n    comment: |\n        two\n          lines\n\n    # inside\n    columns: {id: integer}\n\n    # still inside\n',
      '# above b\nb: {}\n',
    ]);
  });

  test('is a part of the line where objects share one', () => {
    expect(sources('enums: {mood: [a, "b"], level: [x]}\n')).toEqual(['mood: [a, "b"]\n', 'level: [x]\n']);
  });

  test('has what aliases stand for', () => {
    const text =
      'tables:\n  a: {columns: {x: &x {type: "numeric(3,2)", default: 2.50}}}\n  b: {columns: {y: *x}}\n';
    expect(sources(text)[1]).toBe('b: {columns: {y: {type: "numeric(3,2)", default: 2.50}}}\n');
  });
});

describe('a release', () => {
  const first = release(
    'title: First\ntables:\n  a: {columns: {x: integer}}\n  b: {}\nfunctions:\n  "f(x int4)": {returns: integer, body: RETURN 1}\n',
  );
  const second = release(
    'title: Second\nparent: abc\npostgresql: 16\ndropped:\n  tables: [public.b]\n  functions: ["f(integer)"]\ntables:\n  a: {columns: {y: text}}\n  c: {}\n',
  );

  test('has a title, the checksum of its parent, and what it drops', () => {
    expect([first.title, first.parent, first.postgresql]).toEqual(['First', undefined, undefined]);
    expect([second.title, second.parent, second.postgresql]).toEqual(['Second', 'abc', 16]);
    expect(second.dropped.map(({ key }) => key)).toEqual(['table public.b', 'function public.f(integer)']);
  });

  test('replaces objects whole and drops others', () => {
    const model = buildModel(applyRelease(applyRelease(noDocuments, first), second));
    expect(model.postgresql).toBe(16);
    expect([...model.objects.keys()]).toEqual(['table public.a', 'table public.c']);
    const table = model.objects.get([...model.objects.keys()][0] as never);
    expect(table?.kind === 'table' && table.columns.map(({ name }) => name)).toEqual(['y']);
  });

  test('cannot drop what is not there', () => {
    const found = complaints(() => applyRelease(noDocuments, second));
    expect(found.map(short)).toEqual(['dropped-unknown 5:12', 'dropped-unknown 6:15']);
  });

  test.each([
    ['title: [a]', ['wrong-type 1:1']],
    ['tables: {}', ['missing-key']],
    ['title: a\nparent: {}', ['wrong-type 2:1']],
    ['title: a\ndropped: [a]', ['wrong-type 2:1']],
    [
      'title: a\ndropped: {tabels: [a], tables: a, views: [[a]]}',
      ['unknown-key 2:11', 'wrong-type 2:24', 'wrong-type 2:35'],
    ],
    ['title: a\ndropped: {functions: ["f("]}', ['sql-syntax 2:26']],
    [
      'title: a\npostgresql: 9\nunknown: 1\ngrants: {}',
      ['wrong-value 2:13', 'unknown-key 3:1', 'not-covered 4:1'],
    ],
    ['title: a\ntables: {a: {}, public.a: {}}', ['duplicate-object 2:17']],
    ['title: a\ntitle: b', ['duplicate-key 2:1']],
  ])('that says %j is refused', (text, expected) => {
    expect(complaints(() => release(text)).map(short)).toEqual(expected);
  });
});
