import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kinds = ['integer', 'varchar(255)', 'timestamptz', 'numeric(10,2)', 'boolean', 'text', 'jsonb', 'uuid'];

/**
 * A project with one release of so many tables with ten columns each, and a spec in which every hundredth has changed.
 * @param {number} tables @param {string} program @param {Record<string, string>} env
 * @returns {string} the project's folder
 */
export function largeProject(tables, program, env) {
  const folder = mkdtempSync(join(tmpdir(), 'learnr-schema-bench-'));
  mkdirSync(join(folder, 'spec', 'schema'), { recursive: true });
  const file = join(folder, 'spec', 'schema', 'large.yaml');
  writeFileSync(file, spec(tables, false));
  const { status, stderr } = spawnSync(process.execPath, [program, 'release', '--no-prove', 'large'], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
  if (status !== 0) throw new Error(String(stderr));
  writeFileSync(file, spec(tables, true));
  return folder;
}

/** @param {number} tables @param {boolean} changed */
function spec(tables, changed) {
  const lines = ['tables:'];
  for (let table = 0; table < tables; table++) {
    lines.push(`  table_${table}:`, `    comment: Table number ${table}`, '    columns:');
    lines.push('      id: {type: bigserial, primary_key: true}');
    lines.push(`      parent: {type: bigint, references: table_${table >> 1}}`);
    for (const [position, kind] of kinds.entries()) {
      lines.push(`      column_${position}: {type: "${kind}", not_null: ${position % 2 === 0}}`);
    }
    if (changed && table % 100 === 0) lines.push('      added: text');
    lines.push(`    indexes:`, `      idx_${table}_parent: parent`);
  }
  return `${lines.join('\n')}\n`;
}
