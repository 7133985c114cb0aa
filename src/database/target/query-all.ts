import type pg from 'pg';

/**
 * Sends several statements in one message. The driver's types know a message of one statement only.
 *
 * @returns a result for each statement, in their order
 * @throws what the server says against the first that it refuses; those behind it do not run
 */
export async function queryAll<Row extends pg.QueryResultRow>(
  client: pg.Client,
  statements: readonly string[],
): Promise<readonly pg.QueryResult<Row>[]> {
  const results: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await client.query(statements.join(';\n'));
  return Array.isArray(results) ? results : [results];
}
