import type pg from 'pg';
import type { Preflight, PreflightFinding, Unchecked } from '../../output/preflight/finding.ts';
import type { Limits as TransactionLimits } from '../doctor/facts.ts';
import { queryAll } from '../target/query-all.ts';
import { endsSession, explain, isServerError } from '../target/server-error.ts';
import type { Session } from '../target/session.ts';
import { questionsAround } from './around.ts';
import type { Amounts } from './check.ts';
import { dataChecks, type Way } from './follow.ts';
import { runChecks } from './run-checks.ts';
import { surroundingsOf } from './surroundings.ts';

export type PreflightLimits = Amounts &
  TransactionLimits & {
    /** Milliseconds for each question. */
    readonly statementTimeout: number;
  };

export const usualPreflightLimits: PreflightLimits = {
  ...{ counted: 10_000, samples: 5 },
  ...{ transaction: 60, idle: 60 },
  statementTimeout: 30_000,
};

/**
 * Looks for what plans would fail of before they run: in the rows, and around them. Everything is found at once, and nothing is
 * changed. Rights, names and transactions are asked for in one message; where the plans ask
 * nothing of rows, that is all.
 *
 * @throws what the driver throws where the connection breaks
 */
export async function preflight(
  { client, server }: Session,
  way: Way,
  limits: PreflightLimits,
): Promise<Preflight> {
  if (way.passages.length === 0) return { findings: [], unchecked: [], checked: 0 };
  const { checks, unchecked } = dataChecks(way, server.major, limits);
  const around = await askAround(client, way, limits);
  try {
    const rows = await runChecks(client, checks, limits, limits.statementTimeout / 1000);
    return {
      findings: [...around.findings, ...rows.findings],
      unchecked: [...around.unchecked, ...unchecked, ...rows.unchecked],
      checked: checks.length,
    };
  } finally {
    await client.query('ROLLBACK').catch(() => {});
  }
}

/**
 * `row_security` off: what a policy would hide is an error then, and not a row that nobody has looked at.
 */
function begin({ statementTimeout }: PreflightLimits): string {
  return `BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY;
SET LOCAL search_path = public;
SET LOCAL row_security = off;
SET LOCAL statement_timeout = ${statementTimeout}`;
}

type Around = { readonly findings: readonly PreflightFinding[]; readonly unchecked: readonly Unchecked[] };

/** Opens the transaction that the rows are asked in. */
async function askAround(client: pg.Client, way: Way, limits: PreflightLimits): Promise<Around> {
  const questions = questionsAround(surroundingsOf(way), limits);
  const opening = begin(limits);
  try {
    const results = await queryAll(client, [opening, ...questions.map(({ sql }) => sql)]);
    const answers = results.slice(results.length - questions.length);
    const findings = questions.flatMap((question, position) =>
      question.findings(answers[position]?.rows ?? []),
    );
    return { findings, unchecked: [] };
  } catch (error) {
    if (!isServerError(error) || endsSession(error)) throw error;
    await client.query(`ROLLBACK;\n${opening}`);
    return { findings: [], unchecked: [{ what: 'rights and names', reason: explain(error) }] };
  }
}
