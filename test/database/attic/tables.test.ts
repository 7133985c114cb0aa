import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { inAttic, releasesOf, rowsOf, runWell, thorough, told } from './support.ts';

const users = `
tables:
  users:
    columns:
      id: {type: serial, primary_key: true}
      email: {type: text, not_null: true}
`;

const everything = `
enums:
  mood: [sad, ok, happy]
functions:
  touch():
    returns: trigger
    language: plpgsql
    as: BEGIN NEW.note := coalesce(NEW.note, '') || '!'; RETURN NEW; END
sequences:
  ticket: {start: 100}
tables:
  users:
    columns:
      id: {type: serial, primary_key: true}
      email: {type: text, not_null: true}
  posts:
    columns:
      id: {type: integer, identity: always, primary_key: true}
      old_id: serial
      user_id: {type: integer, references: users}
      parent_id: {type: integer, references: posts}
      mood: {type: mood, default: "'ok'", not_null: true}
      moods: "mood[]"
      note: varchar(20)
      size: {type: integer, generated: "length(note)"}
    checks:
      note_short: length(note) < 10
    unique:
      posts_old_id: [old_id]
    indexes:
      idx_posts_note: {on: [note], where: "mood = 'ok'"}
    triggers:
      touch: {timing: before, events: [insert, update], for_each: row, execute: touch()}
`;

describe.each(thorough ? ([15, 16, 17, 18] as const) : ([15, 18] as const))('on PostgreSQL %i', (major) => {
  let database: FreshDatabase;
  const releases = releasesOf(users, everything);

  beforeAll(async () => {
    database = await freshDatabase(major);
    await runWell(database.url, releases.forward(1), releases.forward(2));
  });
  afterAll(() => database.drop());

  test('a table goes with all that hangs on it, and comes back with its rows', async () => {
    const { client, url } = database;
    await client.query(`
INSERT INTO users (email) VALUES ('a'), ('b');
INSERT INTO posts (user_id, mood, moods, note) VALUES (1, 'happy', '{sad,ok}', 'one'), (2, 'sad', NULL, NULL);
INSERT INTO posts (user_id, parent_id, mood, note) VALUES (1, 1, 'ok', 'three');
UPDATE posts SET parent_id = 3 WHERE id = 1;
CREATE STATISTICS posts_stats ON user_id, parent_id FROM posts;
CREATE POLICY mine ON posts; ALTER TABLE posts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE RULE quiet AS ON DELETE TO posts DO ALSO NOTHING;
CREATE PUBLICATION of_posts FOR TABLE posts;
SELECT nextval('ticket'), nextval('ticket')`);
    const rows = 'SELECT * FROM posts ORDER BY id';
    const before = await rowsOf(url, rows);
    const back = await runWell(url, releases.backward(2));
    expect(told(back)).toEqual(['kept 3 table public.posts']);
    expect(await rowsOf(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`, inAttic)).toEqual(
      [[['users']], [['posts']]],
    );
    const again = await runWell(url, releases.forward(2));
    expect(told(again)).toEqual(['put back 3 table public.posts', 'put back 1 sequence public.ticket']);
    expect(await rowsOf(url, rows, inAttic)).toEqual([...before, []]);
    await client.query('INSERT INTO posts (user_id) VALUES (1)');
    expect(
      await rowsOf(
        url,
        'SELECT id, old_id, note FROM posts ORDER BY id DESC LIMIT 1',
        `SELECT nextval('ticket')`,
      ),
    ).toEqual([[[4, 4, '!']], [['102']]]);
  });
});
