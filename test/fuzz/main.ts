import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { openScratch } from '../../src/database/scratch/space.ts';
import { loadGrammar } from '../../src/grammar/grammar.ts';
import { majors } from '../../src/model/model.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { arbitraryHistory, type History, specsOf } from './pair.ts';
import { Pool } from './pool.ts';
import { shrink } from './shrink.ts';
import { type Outcome, type Place, tryPair } from './try-pair.ts';
import { scenarioText } from './yaml-text.ts';

// Scratch servers are a thousand files each, and some file systems take a second to make them.
process.env['TMPDIR'] ??= fastFolder();

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '100' },
    seed: { type: 'string' },
    postgres: { type: 'string', default: '18' },
    jobs: { type: 'string', default: '2' },
    only: { type: 'string' },
    /** The first pair to be tried, where an earlier run stopped. */
    from: { type: 'string', default: '1' },
    shrinks: { type: 'string', default: '150' },
    findings: { type: 'string' },
    'without-observers': { type: 'boolean', default: false },
    'without-windows': { type: 'boolean', default: false },
  },
});

/** Told to what fuzz.js puts around the observers: whether they are asked, and how long that took. */
const observers = { asked: true, milliseconds: 0 };
Object.assign(globalThis, { fuzzObservers: observers });
observers.asked = !values['without-observers'];

const major = majors.find((known) => String(known) === values.postgres) ?? 18;
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const count = Number(values.pairs);
const histories = fc.sample(arbitraryHistory, { seed, numRuns: count });
const flags = ['without-observers', 'without-windows'].filter(
  (flag) => values[flag as keyof typeof values] === true,
);
const command = (pair: number) =>
  `npm run fuzz -- --pairs ${pair + 1} --seed ${seed} --postgres ${major}${flags.map((flag) => ` --${flag}`).join('')} --only ${pair + 1}`;

const counts: Record<Outcome['kind'], number> = { proven: 0, invalid: 0, unbuilt: 0, refuted: 0, crashed: 0 };
const signatures = new Map<string, number>();
const totals = { rows: 0, tables: 0, changed: 0, problems: 0, steps: 0, windows: 0, milliseconds: 0 };

const grammar = await loadGrammar();
const space = await openScratch({ kind: 'embedded', major });
const place: Place = { pool: new Pool(space), major, grammar, windows: !values['without-windows'] };
const began = performance.now();
console.log(`${count} pairs, seed ${seed}, PostgreSQL ${space.server.text}`);
try {
  const chosen =
    values.only === undefined
      ? [...histories.keys()].slice(Number(values.from) - 1)
      : [Number(values.only) - 1];
  await Promise.all(
    Array.from({ length: values.only === undefined ? Number(values.jobs) : 1 }, () => work(chosen)),
  );
} finally {
  await space.close();
}
report();
process.exitCode = counts.refuted + counts.crashed > 0 ? 1 : 0;

async function work(rest: number[]): Promise<void> {
  for (;;) {
    const index = rest.shift();
    if (index === undefined) return;
    const history = histories[index] as History;
    const outcome = await tryPair(specsOf(history, major), place);
    note(outcome);
    if (outcome.kind !== 'proven') await tell(index, history, outcome);
    const done = Object.values(counts).reduce((sum, one) => sum + one, 0);
    if (done % 25 === 0)
      console.log(
        `… ${done} pairs in ${((performance.now() - began) / 1000).toFixed(0)} s: ${JSON.stringify(counts)}`,
      );
  }
}

function note(outcome: Outcome): void {
  counts[outcome.kind] += 1;
  if (outcome.kind !== 'proven') return;
  const { proof } = outcome;
  totals.milliseconds += proof.milliseconds;
  totals.problems += proof.rowProblems.length > 0 ? 1 : 0;
  totals.windows += proof.passes.some(({ windows }) => windows.some(({ declared }) => !declared)) ? 1 : 0;
  const steps = proof.passes[0]?.ledger.steps.length ?? 0;
  totals.steps += steps;
  totals.changed += steps > 0 ? 1 : 0;
  totals.rows += proof.passes[0]?.rows?.checked ?? 0;
}

/** The first of each signature is made smaller; the others are counted. */
async function tell(
  index: number,
  history: History,
  outcome: Exclude<Outcome, { kind: 'proven' }>,
): Promise<void> {
  const { signature, kind } = outcome;
  const known = signatures.get(signature) ?? 0;
  signatures.set(signature, known + 1);
  if (known > 0 && values.only === undefined) {
    console.log(`${kind} again (${index + 1}): ${signature}`);
    return;
  }
  const asks = signature.includes(' finds ');
  const same = async (candidate: Parameters<typeof tryPair>[0]) => {
    const again = await tryPair(candidate, place);
    return again.kind === kind && again.signature === signature;
  };
  if (!asks && values.jobs === '1') observers.asked = false;
  const specs = await shrink(history, major, same, Number(values.shrinks));
  observers.asked = !values['without-observers'];
  const small = await tryPair(specs, place);
  const text = [
    `## ${kind}: ${signature}`,
    `    ${command(index)}`,
    ...(small.kind === 'proven' ? outcome : small).lines
      .filter((line) => !line.startsWith('·'))
      .slice(0, 12)
      .map((line) => `    ${line}`),
    '```yaml',
    scenarioText(specs, signature.replaceAll(':', ' ')),
    '```',
    '',
  ].join('\n');
  console.log(text);
  if (values.findings !== undefined) appendFileSync(values.findings, `${text}\n`);
}

function report(): void {
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `\n${count} pairs in ${seconds.toFixed(0)} s, ${(seconds / count).toFixed(2)} s each; seed ${seed}, PostgreSQL ${major}`,
  );
  console.log(JSON.stringify(counts));
  const { proven } = counts;
  console.log(
    `of the proven: ${totals.changed} had steps (${(totals.steps / Math.max(1, totals.changed)).toFixed(1)} each), ${(totals.rows / Math.max(1, proven)).toFixed(1)} rows each, ${totals.problems} with tables that could not be filled, ${totals.windows} with locks that are not declared; ${(totals.milliseconds / Math.max(1, proven)).toFixed(0)} ms a proof; ${(observers.milliseconds / count).toFixed(0)} ms for observers a pair`,
  );
  for (const [signature, times] of [...signatures].sort(([, a], [, b]) => b - a))
    console.log(`${times} × ${signature}`);
}
