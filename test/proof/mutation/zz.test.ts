import { test } from 'vitest';
test('x', async () => {
  for (const f of ['./edit.ts', './mutants.ts', '../../support/model.ts', '../../support/postgres.ts','../../../src/database/scratch/space.ts', '../../../src/proof/prove.ts', './mutant.ts']) {
    const t = setTimeout(() => { process.stderr.write('HANG ' + f + '\n'); process.exit(3) }, 15000);
    await import(f); clearTimeout(t);
    process.stderr.write('ok ' + f + '\n');
  }
});
