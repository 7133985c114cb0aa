import type pg from 'pg';
import type { Key, PreflightFinding, Unchecked } from '../../output/preflight/finding.ts';
import { queryAll } from '../target/query-all.ts';
import { endsSession, explain, isServerError, type ServerError } from '../target/server-error.ts';
import { visible } from '../target/visible.ts';
import type { Amounts, DataCheck } from './check.ts';
import { helpFor, messageOf } from './words.ts';

export type Found = {
  readonly findings: readonly PreflightFinding[];
  readonly unchecked: readonly Unchecked[];
};

/**
 * Asks the rows, each question for itself: what one of them may not read or does not finish in time keeps no other from its answer.
 * In a transaction that is open, under its statement_timeout.
 *
 * @param seconds that timeout
 */
export async function runChecks(
  client: pg.Client,
  checks: readonly DataCheck[],
  amounts: Amounts,
  seconds: number,
): Promise<Found> {
  const findings: PreflightFinding[] = [];
  const unchecked: Unchecked[] = [];
  const failed = new Map<string, string>();
  for (const check of checks) {
    const release = check.release === undefined ? {} : { release: check.release };
    const before = check.after.map((id) => failed.get(id)).find((what) => what !== undefined);
    if (before !== undefined) {
      unchecked.push({
        ...release,
        what: check.what,
        reason: `first the values of ${before} have to be mended`,
      });
      failed.set(check.id, before);
      continue;
    }
    const answer = await answerTo(client, check, amounts);
    switch (answer.kind) {
      case 'clean':
        break;
      case 'found':
        failed.set(check.id, check.what);
        findings.push({ ...release, ...answer.finding });
        break;
      case 'unknown':
        unchecked.push({ ...release, what: check.what, reason: reasonOf(answer.error, seconds) });
        break;
    }
  }
  return { findings, unchecked };
}

type Answer =
  | { readonly kind: 'clean' }
  | { readonly kind: 'found'; readonly finding: PreflightFinding }
  | { readonly kind: 'unknown'; readonly error: ServerError };

async function answerTo(client: pg.Client, check: DataCheck, amounts: Amounts): Promise<Answer> {
  const counted = await rowsOf<{ count: number }>(client, check.sql.count);
  if (!Array.isArray(counted)) {
    if (!isOfValue(counted)) return { kind: 'unknown', error: counted };
    const detail = [`PostgreSQL says of a value: ${conditionOf(counted)}`];
    return { kind: 'found', finding: findingOf(check, undefined, [], detail) };
  }
  const count = counted[0]?.count ?? 0;
  if (count === 0) return { kind: 'clean' };
  const bounded = { number: Math.min(count, amounts.counted), more: count > amounts.counted };
  const samples = await samplesOf(client, check);
  const detail = await valuesOf(client, check);
  return { kind: 'found', finding: findingOf(check, bounded, samples, detail) };
}

function findingOf(
  check: DataCheck,
  count: PreflightFinding['count'],
  samples: PreflightFinding['samples'],
  detail: readonly string[],
): PreflightFinding {
  const { subject } = check;
  return {
    kind: subject.kind,
    // What is cut without a word makes no step fail.
    severity: subject.kind === 'cut' && subject.silently ? 'warning' : 'error',
    what: check.what,
    message: messageOf(check, count),
    ...(count === undefined ? {} : { count }),
    ...{ samples, detail, help: helpFor[subject.kind] },
  };
}

type SampleRow = { readonly first: readonly string[]; readonly last?: readonly string[] };

/** None where they cannot be had in time: that there is something is known. */
async function samplesOf(client: pg.Client, { sql, key }: DataCheck): Promise<PreflightFinding['samples']> {
  if (sql.sample === undefined) return [];
  const rows = await rowsOf<SampleRow>(client, sql.sample);
  if (!Array.isArray(rows)) return [];
  const named = (values: readonly string[]): Key =>
    Object.fromEntries(key.map((name, position) => [name, visible(values[position] ?? '')]));
  return rows.map(({ first, last }) => (last === undefined ? [named(first)] : [named(first), named(last)]));
}

async function valuesOf(client: pg.Client, { sql }: DataCheck): Promise<readonly string[]> {
  if (sql.values === undefined) return [];
  const rows = await rowsOf<{ value: string; count: number }>(client, sql.values);
  if (!Array.isArray(rows)) return [];
  return rows.map(({ value, count }) => `'${visible(value)}' in ${count} ${count === 1 ? 'row' : 'rows'}`);
}

/** The rows of a query, or what the server says against it. */
async function rowsOf<Row extends pg.QueryResultRow>(
  client: pg.Client,
  sql: string,
): Promise<Row[] | ServerError> {
  try {
    const results = await queryAll<Row>(client, ['SAVEPOINT preflight', sql, 'RELEASE SAVEPOINT preflight']);
    return results[1]?.rows ?? [];
  } catch (error) {
    if (!isServerError(error) || endsSession(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT preflight');
    return error;
  }
}

/** Class 22 of PostgreSQL's error codes: data exceptions, which the plan would meet as well. */
function isOfValue({ code }: ServerError): boolean {
  return code.startsWith('22');
}

/** The server's own words contain the value. */
function conditionOf({ code }: ServerError): string {
  return `${conditions[code] ?? 'it cannot be computed with'} (SQLSTATE ${code})`;
}

const conditions: Readonly<Record<string, string>> = {
  '22001': 'it is too long',
  '22003': 'it is out of range',
  '22007': 'it is no date or time',
  '22008': 'it is out of range',
  '22012': 'it would be divided by zero',
  '22023': 'it is no valid argument',
  '22P02': 'it cannot be read as the type',
  '22P03': 'it cannot be read as the type',
};

const queryCanceled = '57014';
const insufficientPrivilege = '42501';

function reasonOf(error: ServerError, seconds: number): string {
  if (error.code === queryCanceled) return `took longer than ${seconds} s`;
  if (error.code === insufficientPrivilege) return `this role may not read all rows: ${explain(error)}`;
  return explain(error);
}
