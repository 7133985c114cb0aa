import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { majors } from '../../../src/database/server/index.ts';
import { Databases } from './databases.ts';
import { median, printTable } from './figures.ts';
import type { Recipe } from './recipe.ts';
import { recipes } from './recipes.ts';
import { type BenchServer, startBenchServer } from './server.ts';
import { type Measured, measured } from './traffic.ts';
import { lockWaits } from './waits.ts';
import { ours, type Passages, passagesOf, plain } from './ways.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '2000000' },
    postgres: { type: 'string', default: '18' },
    /** Part of the name of a recipe. */
    only: { type: 'string', default: '' },
    /** Seconds without the change, before it. */
    baseline: { type: 'string', default: '3' },
    /** Also what each round saw. */
    verbose: { type: 'boolean', default: false },
  },
});
const [rounds, rows, usualMs] = [Number(values.rounds), Number(values.rows), Number(values.baseline) * 1000];
const major = majors.find((known) => String(known) === values.postgres) ?? 18;

const ways = ['ours', 'plain'] as const;
type Way = (typeof ways)[number];

/** One round of one way. */
type Round = Measured & { readonly lockMs: number; readonly retries: number };

const server = await startBenchServer(major);
try {
  console.log(
    `PostgreSQL ${server.version}, ${rows.toLocaleString('en')} rows, 2 writers and 2 readers, ${cpus().length} cores, Node ${process.version};`,
  );
  console.log(`milliseconds, medians of ${rounds} round${rounds === 1 ? '' : 's'}\n`);
  const lines: string[][] = [];
  const databases = new Databases(server.url, rows);
  for (const recipe of recipes) {
    if (!recipe.name.includes(values.only)) continue;
    const passages = await passagesOf(recipe);
    if (passages.change.plan.postgresql > major) continue;
    lines.push(...(await linesOf(server, databases, recipe, passages)));
  }
  printTable(
    [
      ...['recipe', 'way', 'takes', 'writer', 'without', 'stall', 'p99', 'reader', 'without', 'stall'],
      ...['lock', 'retries', 'errors', 'declared'],
    ],
    lines,
  );
} finally {
  await server.stop();
}

async function linesOf(
  { log }: BenchServer,
  databases: Databases,
  recipe: Recipe,
  passages: Passages,
): Promise<readonly string[][]> {
  const found: Record<Way, Round[]> = { ours: [], plain: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ways) {
      const result = await databases.with(recipe, passages, async (url) => {
        const before = log().length;
        let retries = 0;
        const change = () =>
          way === 'plain'
            ? plain(url, recipe.plain)
            : ours(url, passages.change, ({ kind }) => {
                if (kind === 'retry') retries += 1;
              });
        const seen = await measured({ url, recipe, rows, usualMs }, change);
        const waits = lockWaits(log().slice(before));
        if (values.verbose) console.error(recipe.name, way, JSON.stringify({ ...seen, waits }));
        return { ...seen, retries, lockMs: Math.max(waits['writer']?.ms ?? 0, waits['reader']?.ms ?? 0) };
      });
      found[way].push(result);
    }
  }
  const hazards = new Set(
    passages.change.plan.batches.flatMap(({ steps }) =>
      steps.flatMap((step) => step.hazards.map(({ kind }) => kind)),
    ),
  );
  return ways.map((way) => line(recipe, way, found[way], [...hazards].join(', ')));
}

function line({ name }: Recipe, way: Way, found: readonly Round[], hazards: string): string[] {
  const of = (value: (round: Round) => number) => median(found.map(value));
  const shown = (value: (round: Round) => number) => of(value).toFixed(0);
  const errors = found.reduce((count, round) => count + round.errors.length, 0);
  return [
    ...(way === 'ours' ? [name, 'ours'] : ['', 'plain']),
    shown(({ milliseconds }) => milliseconds),
    ...(['writer', 'reader'] as const).flatMap((kind) => [
      shown((round) => round[kind].longest),
      shown((round) => round[kind].usual),
      shown((round) => Math.max(0, round[kind].longest - round[kind].usual)),
      ...(kind === 'writer' ? [of((round) => round.writer.p99).toFixed(1)] : []),
    ]),
    shown(({ lockMs }) => lockMs),
    shown(({ retries }) => retries),
    String(errors),
    way === 'ours' ? hazards : '',
  ];
}
