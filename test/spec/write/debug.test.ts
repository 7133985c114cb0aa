import fc from 'fast-check';
import { test } from 'vitest';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { writeSpec } from '../../../src/spec/write/write-spec.ts';
import { arbitraryEverything } from './arbitrary-everything.ts';
import { expectRoundTrip } from './laws.ts';
import { writeFileSync } from 'node:fs';

test('debug', () => {
  const seen = new Map<string, string>();
  const models = fc.sample(arbitraryEverything, { numRuns: Number(process.env['RUNS'] ?? 150), seed: Number(process.env['SEED'] ?? 1) });
  let failed = 0;
  for (const model of models) {
    try {
      expectRoundTrip(model);
    } catch (error) {
      failed += 1;
      const text = error instanceof DiagnosticError
        ? error.diagnostics.map((d) => `${d.code} ${d.message} | ${d.at?.excerpt}`).join('\n')
        : String((error as Error).stack).split('\n').slice(0,4).join('\n') + ((error as { diff?: string }).diff ?? '');
      const key = text.slice(0, 40);
      if (!seen.has(key)) {
        let files = ''; try { files = writeSpec(model).map((f) => f.text).join('\n=====\n'); } catch { }
        seen.set(key, `${text.slice(0, 1500)}\n${files.slice(0, 100)}`);
      }
    }
  }
  writeFileSync('/tmp/debug.txt', `${failed} of ${models.length}\n${[...seen.values()].join('\n\n##########\n')}`);
  writeFileSync('/tmp/sample.txt', models.slice(-3).map((m) => writeSpec(m).map((f) => `=== ${f.name}\n${f.text}`).join('\n')).join('\n'));
}, 300000);
