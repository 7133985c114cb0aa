import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { explain, isServerError, type ServerError } from '../target/server-error.ts';
import type { AtticWork } from './work.ts';

/** Some rows of a table of the attic, as a condition on them under the name `kept`. */
export type Piece = string;

/** Pages of the attic that one transaction empties: a thousand rows or a few thousand. */
const pagesAtOnce = 32;

/** The rows of a table, piece by piece. Nobody adds to it meanwhile, and what was taken out leaves the rest where it was. */
export async function piecesOf(client: pg.Client, table: QualifiedName): Promise<readonly Piece[]> {
  const { rows } = await client.query<{ pages: number }>(
    `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::integer)::integer AS pages`,
    [fullName(table)],
  );
  const count = Math.ceil((rows[0]?.pages ?? 0) / pagesAtOnce);
  return Array.from(
    { length: count },
    (_, index) =>
      `kept.ctid >= '(${index * pagesAtOnce},0)'::tid AND kept.ctid < '(${(index + 1) * pagesAtOnce},0)'::tid`,
  );
}

/** What came of putting rows back: why the first of those that the server refused was refused. */
export type Outcome = { readonly moved: number; readonly reason?: string };

/**
 * Puts a piece back, and where the server refuses a row of it, halves, down to the rows that it refuses: those stay.
 *
 * @param put in a transaction of its own; gives how many rows it moved
 */
export async function putInHalves(
  work: AtticWork,
  table: QualifiedName,
  piece: Piece,
  put: (piece: Piece) => Promise<number>,
): Promise<Outcome> {
  work.checkpoint();
  try {
    return { moved: await work.tryAgain(() => put(piece)) };
  } catch (error) {
    if (!isOfRows(error)) throw error;
    const { rows } = await work.client.query<{ at: string }>(
      `SELECT ctid::text AS at FROM ${fullName(table)} AS kept WHERE ${piece}`,
    );
    if (rows.length <= 1) return { moved: 0, reason: explain(error) };
    const middle = rows.length >> 1;
    const outcomes: Outcome[] = [];
    for (const half of [rows.slice(0, middle), rows.slice(middle)])
      outcomes.push(await putInHalves(work, table, rowsAt(half.map(({ at }) => at)), put));
    return together(outcomes);
  }
}

export function together(outcomes: readonly Outcome[]): Outcome {
  const reason = outcomes.find((outcome) => outcome.reason !== undefined)?.reason;
  const moved = outcomes.reduce((sum, outcome) => sum + outcome.moved, 0);
  return { moved, ...(reason === undefined ? {} : { reason }) };
}

function rowsAt(places: readonly string[]): Piece {
  return `kept.ctid = ANY ('{${places.map((place) => `"${place}"`).join(',')}}'::tid[])`;
}

/** Data that is not valid, constraints that are violated, and what functions raise that those call. */
export function isOfRows(error: unknown): error is ServerError {
  return isServerError(error) && /^(22|23|P0)/.test(error.code);
}

export async function countOf(client: pg.Client, table: QualifiedName): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${fullName(table)}`);
  return Number(rows[0]?.count ?? 0);
}
