import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pairOf } from '../../src/diff/pair.ts';
import { base } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { modelOf } from '../support/model.ts';
import { freshDatabase } from '../support/postgres.ts';
import { runPlan } from '../support/run-plan.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

test('README has examples', () => {
  expect(examples.length).toBeGreaterThan(4);
});

test.each(examples.map((text) => [text.split('\n').slice(0, 3).join(' '), text]))(
  'YAML of README is a spec that builds: %s',
  async (_, text) => {
    const { client, drop } = await freshDatabase(18);
    try {
      await runPlan(client, makePlan(pairOf(base, modelOf(text)), 15));
    } finally {
      await drop();
    }
  },
);

test('the command reference of README is what the commands say', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const printed = execFileSync(
    process.execPath,
    ['node_modules/oclif/bin/run.js', 'readme', '--no-aliases', '--dry-run'],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, OCLIF_SKIP_NEW_VERSION_CHECK: '1', COLUMNS: '120' },
    },
  );
  const reference = (text: string) =>
    text.slice(text.lastIndexOf('<!-- commands -->'), text.lastIndexOf('<!-- commandsstop -->'));
  expect(reference(readme)).not.toBe('');
  expect(reference(printed).trim()).toBe(reference(readme).trim());
});
