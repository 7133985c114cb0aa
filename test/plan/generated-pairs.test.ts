import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScratch, type ScratchSpace } from '../../src/database/scratch/space.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { loadGrammar } from '../../src/grammar/grammar.ts';
import { arbitraryHistory, specsOf } from '../fuzz/pair.ts';
import { Pool } from '../fuzz/pool.ts';
import { type Place, tryPair } from '../fuzz/try-pair.ts';
import { scenarioText } from '../fuzz/yaml-text.ts';
import { scratchServer } from '../support/postgres.ts';

/** `npm run fuzz` tries more of them, and makes smaller what fails. The seed is one at which nothing is known to fail. */
const numRuns = Number(process.env['PAIRS'] ?? 8);

describe.each([15, 18] as const)('on PostgreSQL %s', (major) => {
  let space: ScratchSpace;
  let place: Place;
  beforeAll(async () => {
    space = await openScratch({ kind: 'url', url: parseTargetUrl(scratchServer(major), '--scratch-url') });
    place = { pool: new Pool(space), major, grammar: await loadGrammar(), windows: true };
  });
  afterAll(() => space.close());

  it('generated pairs are proven both ways', { timeout: 60_000 + numRuns * 10_000 }, async () => {
    for (const history of fc.sample(arbitraryHistory, { numRuns, seed: Number(process.env['SEED'] ?? 71) })) {
      const specs = specsOf(history, major);
      const outcome = await tryPair(specs, place);
      if (outcome.kind === 'proven') continue;
      expect.fail(`${outcome.kind}\n${outcome.lines.join('\n')}\n${scenarioText(specs, 'a generated pair')}`);
    }
  });
});
