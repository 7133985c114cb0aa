import type pg from 'pg';
import { type Asked, queries, type Rows } from './rows/queries.ts';

/** How long to wait for a lock, in seconds: the server locks what is in a view or a default while it prints them. */
export const lockTimeout = 5;
/** How long one statement may take, in seconds. */
export const statementTimeout = 60;

/**
 * What the server's printing depends on. The search path is that under which plans run; the others have their defaults in
 * nearly every database, and must have them.
 */
const settings = [
  `lock_timeout = '${lockTimeout}s'`,
  `statement_timeout = '${statementTimeout}s'`,
  'search_path = public',
  'quote_all_identifiers = off',
  "DateStyle = 'ISO, YMD'",
  "IntervalStyle = 'postgres'",
  "TimeZone = 'UTC'",
  'extra_float_digits = 1',
  "bytea_output = 'hex'",
  "xmloption = 'content'",
  'standard_conforming_strings = on',
  // Plans that are fast for catalogs of any size: sorted and hashed in memory, and nothing compiled.
  "work_mem = '64MB'",
  'jit = off',
  'max_parallel_workers_per_gather = 0',
] as const;

const begin = [
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  ...settings.map((setting) => `SET LOCAL ${setting}`),
];

export type Question = keyof Rows;

export const allQuestions = Object.keys(queries) as readonly Question[];

/**
 * Reads what is asked for in one transaction that is one message to the server and one answer, however much there is. After an error
 * the session is as before.
 *
 * @returns no rows for what is not asked
 */
export async function readRows(
  client: pg.Client,
  asked: Asked,
  questions: readonly Question[],
): Promise<Rows> {
  const statements = [...begin, ...questions.map((name) => queries[name](asked)), 'COMMIT'];
  try {
    // For several statements node-postgres gives a list, of which its types know nothing.
    const results: unknown = await client.query(statements.join(';\n'));
    const answers = (results as readonly pg.QueryResult[]).slice(begin.length);
    const rows: unknown = Object.fromEntries(
      allQuestions.map((name) => [name, answers[questions.indexOf(name)]?.rows ?? []]),
    );
    return rows as Rows;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
