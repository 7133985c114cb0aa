import pg from 'pg';

/** Makes sure that the server at `url` has a database of this name; two processes may do so at the same time. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // Another process may stop the server at any moment; the query that fails then says so.
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && isMadeMeanwhile(error.code))) throw error;
  } finally {
    await client.end();
  }
}

/** Whether this error means that the server was not there, or went away: whatever is no answer to a statement. */
export function isDisconnection(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || error.code?.startsWith('57P') === true;
}

/** duplicate_database, or unique_violation where both were at it in the same instant. */
function isMadeMeanwhile(code: string | undefined): boolean {
  return code === '42P04' || code === '23505';
}
