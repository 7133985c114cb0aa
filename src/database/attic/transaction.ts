import type pg from 'pg';

/** Milliseconds that people wait behind a lock that is waited for; the same as in plans. */
const lockTimeout = 2_000;

/**
 * What texts of values look like is up to settings of the role and the database: here it is the same for writing and for reading
 * them. Rows that a policy hides would be taken for none; with this the server says so.
 */
export const pins = `SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = off`;

/** Some rows of a large table are found by its key: a scan for each piece would take as long as the table is large. */
export const byKey = 'SET LOCAL random_page_cost = 1; SET LOCAL enable_seqscan = off';

/** Runs a transaction that gives up soon where others hold its locks; the caller tries it again. */
export async function inTransaction<T>(client: pg.Client, action: () => Promise<T>): Promise<T> {
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${lockTimeout}; ${pins}`);
    const result = await action();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Runs a part of a transaction that goes on under its own settings, also where the part has set {@link byKey}. */
export async function withPins<T>(client: pg.Client, action: () => Promise<T>): Promise<T> {
  const pinned = ['datestyle', 'intervalstyle', 'extra_float_digits', 'bytea_output', 'row_security'];
  const names = [...pinned, 'random_page_cost', 'enable_seqscan'];
  const { rows } = await client.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [names],
  );
  await client.query(pins);
  const result = await action();
  // Where it throws, the whole transaction is rolled back.
  await client.query(
    'SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS setting (name, value)',
    [rows.map(({ name }) => name), rows.map(({ value }) => value)],
  );
  return result;
}
