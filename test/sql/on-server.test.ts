import { expect, it } from 'vitest';
import { majors } from '../../src/model/model.ts';
import { renderStatement } from '../../src/sql/render.ts';
import type { Statement } from '../../src/sql/statement.ts';
import { freshDatabase } from '../support/postgres.ts';
import { changes } from './everything/changes.ts';
import { comments, drops } from './everything/drops.ts';
import { newTable } from './everything/new-table.ts';
import { programs } from './everything/programs.ts';
import { types } from './everything/types.ts';

it.each(majors)('PostgreSQL %i takes every statement and understands it', async (major) => {
  const { client, drop } = await freshDatabase(major);
  await client.query('SET search_path = public');
  const run = async (statements: readonly Statement[]) => {
    for (const statement of statements) {
      const text = renderStatement(statement);
      await client.query(text).catch((error: Error) => expect.fail(`${error.message}\n${text}`));
    }
  };

  await run([...types, ...newTable(major), ...changes(major), ...programs, ...comments]);
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = '"App"."Users"'::regclass AND contype NOT IN ('n', 't') ORDER BY conname COLLATE "C"`,
  );
  expect(Object.fromEntries(rows.map(({ name, definition }) => [name, definition]))).toEqual({
    Uq: 'UNIQUE (number) DEFERRABLE INITIALLY DEFERRED',
    Users_friend_check: 'CHECK ((friend <> 0)) NO INHERIT',
    Users_friend_fkey: 'FOREIGN KEY (friend) REFERENCES "App"."Users"(id) ON DELETE SET NULL (friend)',
    Users_mail_check: 'CHECK ((id > 0))',
    Users_mail_id_mood_key: 'UNIQUE (mail, id) INCLUDE (mood)',
    Users_mail_key: 'UNIQUE NULLS NOT DISTINCT (mail) DEFERRABLE',
    Users_pkey: 'PRIMARY KEY (id)',
    apart:
      'EXCLUDE USING gist (id WITH =, tstzrange(at, at) WITH &&) INCLUDE (mood) WHERE ((id > 0)) DEFERRABLE INITIALLY DEFERRED',
    fk: 'FOREIGN KEY (friend) REFERENCES "App"."Users"(id)',
  });

  await run(drops);
  const left = await client.query("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace");
  expect(left.rowCount).toBe(0);
  await drop();
});
