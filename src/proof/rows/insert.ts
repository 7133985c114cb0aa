import type { ClientBase } from 'pg';
import type { Rows } from './rows.ts';
import { insertStatements } from './statements.ts';
import type { RowProblem } from './verdict.ts';

/**
 * Puts the rows into the database, as a program would: with its triggers. A row that the server refuses is left out and reported in
 * the server's words.
 * @param client outside of a transaction
 */
export async function insertRows(client: ClientBase, rows: Rows): Promise<readonly RowProblem[]> {
  await client.query('BEGIN; SET LOCAL search_path = public');
  try {
    // What is checked late is checked with its row, unless rows wait for others.
    await client.query(`SET CONSTRAINTS ALL ${rows.circular ? 'DEFERRED' : 'IMMEDIATE'}`);
    const problems: RowProblem[] = [];
    for (const { table, sql } of insertStatements(rows)) {
      const refused = await tried(client, sql);
      if (refused !== undefined) problems.push(problemOf(table, refused));
    }
    const late = await tried(client, 'SET CONSTRAINTS ALL IMMEDIATE');
    if (late !== undefined) {
      await client.query('ROLLBACK');
      return [...problems, problemOf('all tables', late)];
    }
    await client.query('COMMIT');
    return problems;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** @returns what the server says against the statement, which then has not happened */
export async function tried(client: ClientBase, sql: string): Promise<ServerWords | undefined> {
  try {
    await client.query(`SAVEPOINT one; ${sql}; RELEASE SAVEPOINT one`);
    return undefined;
  } catch (error) {
    if (!isServerWords(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one');
    return error;
  }
}

export type ServerWords = {
  readonly message: string;
  readonly code: string;
  readonly constraint?: string;
  readonly column?: string;
};

/** Errors of the server have an SQLSTATE; those of the connection do not. */
export function isServerWords(error: unknown): error is ServerWords {
  return error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code));
}

function problemOf(table: string, { message, constraint, column }: ServerWords): RowProblem {
  return {
    table,
    ...(constraint === undefined ? {} : { constraint }),
    ...(column === undefined ? {} : { column }),
    reason: `the server refuses a row: ${message}`,
  };
}
