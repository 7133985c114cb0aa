import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiagnosticError } from '../../src/diagnostic/diagnostic.ts';
import { readWorking } from '../../src/operations/working.ts';
import { projectAt } from '../../src/release/project.ts';

let spec = '';

beforeEach(() => {
  spec = mkdtempSync(join(tmpdir(), 'learnr-schema-files-'));
  mkdirSync(join(spec, 'schema'));
});

afterEach(() => rmSync(spec, { recursive: true }));

test('only regular files and links to them are read', async () => {
  const schema = join(spec, 'schema');
  const elsewhere = join(spec, 'elsewhere.txt');
  writeFileSync(join(schema, 'a.yaml'), 'tables: {a: {}}');
  writeFileSync(elsewhere, 'tables: {b: {}}');
  symlinkSync(elsewhere, join(schema, 'b.yaml'));
  expect([...(await readWorking(projectAt(spec))).model.objects.keys()]).toEqual([
    'table public.a',
    'table public.b',
  ]);
  execFileSync('mkfifo', [join(schema, 'pipe.yaml')]);
  symlinkSync('/dev/zero', join(schema, 'zero.yml'));
  const error = await readWorking(projectAt(spec)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DiagnosticError);
  expect((error as DiagnosticError).diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['file-unreadable', `${join(schema, 'pipe.yaml')}: this is no regular file`],
    ['file-unreadable', `${join(schema, 'zero.yml')}: this is no regular file`],
  ]);
});
