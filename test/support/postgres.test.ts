import { describe, expect, it } from 'vitest';
import { majors } from '../../src/database/server/index.ts';
import { freshDatabase } from './postgres.ts';

describe.each(majors)('PostgreSQL %i', (major) => {
  it('is the version that was asked for', async () => {
    const { client, drop } = await freshDatabase(major);
    const { rows } = await client.query("SELECT current_setting('server_version_num')::int / 10000 AS major");
    expect(rows).toEqual([{ major }]);
    await drop();
  });

  it('gives each test a database of its own', async () => {
    const [first, second] = await Promise.all([freshDatabase(major), freshDatabase(major)]);
    await first.client.query('CREATE TABLE only_in_first ()');
    const { rows } = await second.client.query("SELECT to_regclass('only_in_first') AS found");
    expect(rows).toEqual([{ found: null }]);
    await Promise.all([first.drop(), second.drop()]);
  });
});

it('drops a database that others are connected to', async () => {
  const database = await freshDatabase(18);
  const other = await freshDatabase(18);
  const name = new URL(database.url).pathname.slice(1);
  await database.drop();
  const { rowCount } = await other.client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  expect(rowCount).toBe(0);
  await other.drop();
});
