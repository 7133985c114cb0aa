import type pg from 'pg';
import type { Passage } from '../../../src/database/journal/passage.ts';
import type { Way } from '../../../src/database/preflight/follow.ts';
import {
  type PreflightLimits,
  preflight,
  usualPreflightLimits,
} from '../../../src/database/preflight/preflight.ts';
import { connect } from '../../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { type Pair, pairOf, swap } from '../../../src/diff/pair.ts';
import { base, type Major } from '../../../src/model/model.ts';
import type { Preflight } from '../../../src/output/preflight/finding.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { modelOf } from '../../support/model.ts';
import { runPlan } from '../../support/run-plan.ts';

/** The way from one spec to the next, through all that are given. */
export function passagesOf(specs: readonly string[], major: Major): readonly Passage[] {
  const models = specs.map(modelOf);
  return models
    .slice(1)
    .map((next, index) => passageOf(pairOf(models[index] ?? base, next), major, index + 2));
}

export function backwardOf(specs: readonly string[], major: Major): readonly Passage[] {
  return passagesOf(specs, major)
    .map(({ pair, release }) => passageOf(swap(pair), major, release.number))
    .reverse();
}

function passageOf(pair: Pair, major: Major, number: number): Passage {
  const release = { number, slug: 'r', title: 'R', checksum: '' };
  return { release, direction: 'forward', pair, plan: makePlan(pair, major) };
}

/** Leaves nothing of what tests have made in a database. */
export async function empty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)'`,
  );
  const names = rows.map(({ name }) => name).join(', ');
  await client.query(`ROLLBACK; DROP SCHEMA ${names} CASCADE; CREATE SCHEMA public`);
}

/** Makes what a spec says, with rows. */
export async function build(client: pg.Client, spec: string, rows: string, major: Major): Promise<void> {
  await runPlan(client, makePlan(pairOf(base, modelOf(spec)), major));
  if (rows !== '') await client.query(rows);
}

export async function preflightOf(
  url: string,
  passages: readonly Passage[],
  limits: Partial<PreflightLimits> = {},
  way: Partial<Way> = {},
): Promise<Preflight> {
  const session = await connect(parseTargetUrl(url, 'DATABASE_URL'), () => {});
  try {
    return await preflight(
      session,
      { passages, done: 0, returning: new Set(), ...way },
      { ...usualPreflightLimits, ...limits },
    );
  } finally {
    await session.close();
  }
}

/** What a message says of rows, with the keys of some of them. */
export function shown({ findings }: Preflight): readonly string[] {
  return findings.map(({ kind, message, samples }) => {
    const rows = samples.map((group) => group.map((key) => Object.values(key).join('/')).join('+'));
    return `${kind}: ${message}${rows.length === 0 ? '' : ` (${rows.join(', ')})`}`;
  });
}
