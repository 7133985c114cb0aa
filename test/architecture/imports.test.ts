import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../src', import.meta.url));

/** What the files of a folder may import, besides their own folder: other folders, and packages or `node:` for all built-in modules. */
const rules: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>
> = {
  diagnostic: { folders: [], packages: [] },
  model: { folders: ['diagnostic'], packages: [] },
  diff: { folders: ['model', 'diagnostic'], packages: [] },
  sql: { folders: ['model', 'diagnostic'], packages: [] },
  plan: { folders: ['sql', 'diff', 'model', 'diagnostic'], packages: [] },
  grammar: { folders: ['model', 'diagnostic'], packages: ['libpg-query', 'node:'] },
  spec: { folders: ['grammar', 'sql', 'diff', 'model', 'diagnostic'], packages: ['yaml', 'ajv', 'node:'] },
  compare: { folders: ['grammar', 'diff', 'model', 'diagnostic'], packages: [] },
  release: {
    folders: [
      'spec',
      'grammar',
      'plan',
      'sql',
      'diff',
      'model',
      'diagnostic',
      'database/server',
      'version.ts',
    ],
    packages: ['node:', 'yaml'],
  },
  'database/server': { folders: ['model', 'diagnostic'], packages: ['node:', 'pg'] },
  'database/target': {
    folders: ['plan', 'sql', 'model', 'diagnostic', 'database/server', 'output', 'version.ts'],
    packages: ['node:', 'pg'],
  },
  'database/pg-dump': { folders: ['diagnostic', 'database/server', 'database/target'], packages: ['node:'] },
  'database/journal': {
    folders: ['release', 'plan', 'sql', 'diff', 'diagnostic', 'database/target'],
    packages: ['node:', 'pg'],
  },
  'database/attic': {
    folders: ['release', 'plan', 'sql', 'diff', 'model', 'diagnostic', 'database/journal', 'database/target'],
    packages: ['node:', 'pg'],
  },
  'database/preflight': {
    folders: [
      'release',
      'plan',
      'sql',
      'diff',
      'model',
      'diagnostic',
      'output',
      'database/doctor',
      'database/journal',
      'database/target',
    ],
    packages: ['pg'],
  },
  'database/executor': {
    folders: [
      'release',
      'plan',
      'sql',
      'diff',
      'model',
      'diagnostic',
      'database/attic',
      'database/journal',
      'database/target',
    ],
    packages: ['node:', 'pg'],
  },
  'database/catalog': {
    folders: ['database/target', 'spec', 'grammar', 'sql', 'diff', 'model', 'diagnostic'],
    packages: ['node:', 'pg'],
  },
  'database/scratch': {
    folders: [
      'database/catalog',
      'database/target',
      'database/server',
      'grammar',
      'plan',
      'sql',
      'diff',
      'model',
      'diagnostic',
    ],
    packages: ['node:', 'pg'],
  },
  'database/doctor': {
    folders: ['release', 'sql', 'model', 'diagnostic', 'database/journal', 'database/target', 'output'],
    packages: ['pg'],
  },
  'proof/rows': { folders: ['plan', 'sql', 'diff', 'model', 'diagnostic'], packages: ['pg'] },
  'proof/ledger': { folders: ['plan', 'sql', 'diff', 'model', 'diagnostic'], packages: ['pg'] },
  'proof/observers': {
    folders: ['diff', 'model', 'database/pg-dump', 'database/server', 'database/target'],
    packages: ['@pgkit/migra', 'node:', 'pg'],
  },
  proof: {
    folders: [
      'proof/ledger',
      'proof/observers',
      'proof/rows',
      'compare',
      'database/catalog',
      'database/scratch',
      'database/target',
      'grammar',
      'plan',
      'sql',
      'diff',
      'model',
      'diagnostic',
    ],
    packages: ['pg'],
  },
  output: {
    folders: [
      'proof',
      'proof/ledger',
      'proof/observers',
      'plan',
      'sql',
      'diff',
      'model',
      'diagnostic',
      'version.ts',
    ],
    packages: ['ansis', 'string-width', 'wrap-ansi'],
  },
  operations: {
    folders: [
      'compare',
      'output',
      'proof',
      'database/catalog',
      'database/doctor',
      'database/pg-dump',
      'database/scratch',
      'release',
      'spec',
      'grammar',
      'plan',
      'sql',
      'diff',
      'model',
      'diagnostic',
      'database/server',
      'database/target',
      'database/journal',
      'database/attic',
      'database/preflight',
      'database/executor',
      'version.ts',
    ],
    packages: ['node:', '@pgkit/migra'],
  },
  commands: {
    folders: [
      'operations',
      'output',
      'release',
      'plan',
      'model',
      'diagnostic',
      'database/server',
      'database/target',
      'version.ts',
    ],
    packages: ['@oclif/core', 'node:'],
  },
};

const folders = Object.keys(rules).sort((a, b) => b.length - a.length);

function folderOf(path: string): string {
  return folders.find((folder) => path.startsWith(`${folder}/`)) ?? path;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s[^;]*?from\s+'([^']+)'|import\s+'([^']+)'|import\('([^']+)'\)/gm,
  );
  return [...statements].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file.includes('/'))
  .map((file) => file.replaceAll('\\', '/'));

test('every folder has its rule', () => {
  expect([...new Set(files.map(folderOf))].filter((folder) => rules[folder] === undefined)).toEqual([]);
});

test.each(Object.keys(rules))('src/%s imports only what it may', (folder) => {
  const rule = rules[folder] as (typeof rules)[string];
  const wrong: string[] = [];
  for (const file of files.filter((candidate) => folderOf(candidate) === folder)) {
    for (const target of importsOf(file)) {
      if (target.startsWith('.')) {
        const path = relative(root, resolve(root, dirname(file), target)).replaceAll('\\', '/');
        const to = folderOf(path);
        if (to !== folder && !rule.folders.includes(to)) wrong.push(`${file} imports ${path}`);
      } else if (
        !rule.packages.some(
          (allowed) =>
            target === allowed ||
            target.startsWith(`${allowed}/`) ||
            (allowed === 'node:' && target.startsWith(allowed)),
        )
      ) {
        wrong.push(`${file} imports ${target}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test.each(['diagnostic', 'model', 'diff', 'sql', 'plan'])(
  'src/%s knows no clock and no randomness',
  (folder) => {
    const impure = /\bDate\b|\bperformance\b|Math\.random|\bcrypto\b|\bprocess\./;
    const wrong = files.filter(
      (file) => folderOf(file) === folder && impure.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  },
);
