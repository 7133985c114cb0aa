import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingRights } from '../../../src/database/attic/rights.ts';
import { unkeepable } from '../../../src/database/attic/unkeepable.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { inAttic, releasesOf, rowsOf, runKeeping, runWell, told } from './support.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase(18);
});
afterEach(() => database.drop());

const small = `
tables:
  users: {columns: {id: {type: integer, primary_key: true}}}
`;

test('rows that do not fit stay, and are told of; those that do go back, also when they refer to each other', async () => {
  const releases = releasesOf(
    small,
    `
tables:
  users: {columns: {id: {type: integer, primary_key: true}}}
  replies:
    columns:
      id: {type: integer, primary_key: true}
      post_id: {type: integer, references: posts}
  posts:
    columns:
      id: {type: integer, primary_key: true}
      user_id: {type: integer, not_null: true, references: users}
      parent_id: {type: integer, references: posts}
      first_reply: {type: integer, references: replies}
`,
  );
  const { url, client } = database;
  await runWell(url, releases.forward(1), releases.forward(2));
  await client.query(`
INSERT INTO users VALUES (1), (2);
INSERT INTO posts VALUES (1, 1, NULL, NULL), (2, 1, 1, NULL), (3, 2, NULL, NULL), (4, 1, 3, NULL), (5, 1, 5, NULL);
INSERT INTO replies VALUES (10, 1), (11, 3), (12, NULL);
UPDATE posts SET first_reply = 10, parent_id = 2 WHERE id = 1`);
  await runWell(url, releases.backward(2));
  await client.query('DELETE FROM users WHERE id = 2');
  const events = await runWell(url, releases.forward(2));
  expect(told(events).sort()).toEqual([
    // Post 3 has lost its user, post 4 and reply 11 post 3; post 1 and reply 10 wait for each other, as posts 1 and 2 do.
    'put back 2 table public.replies, 1 left',
    'put back 3 table public.posts, 2 left',
  ]);
  const there = ['SELECT id FROM posts ORDER BY id', 'SELECT id FROM replies ORDER BY id', inAttic];
  expect(await rowsOf(url, ...there)).toEqual([
    [[1], [2], [5]],
    [[10], [12]],
    [['posts'], ['replies']],
  ]);
  await runWell(url, releases.backward(2));
  await client.query('INSERT INTO users VALUES (2)');
  expect(told(await runWell(url, releases.forward(2))).sort()).toEqual([
    'put back 1 table public.replies',
    'put back 2 table public.posts',
    'put back 2 table public.replies',
    'put back 3 table public.posts',
  ]);
  expect(await rowsOf(url, ...there)).toEqual([[[1], [2], [3], [4], [5]], [[10], [11], [12]], []]);
});

test('values that a constraint of the release would refuse stay, so that the release can be applied', async () => {
  const releases = releasesOf(
    small,
    `
tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
      boss: {type: integer, references: users}
      code: varchar(3)
      age: integer
      since: date
    checks:
      both: (age IS NULL) = (since IS NULL)
      old_enough: age >= 18
      no_self: users.boss <> users.id
    unique:
      one_code: [code]
`,
  );
  const { url, client } = database;
  await runWell(url, releases.forward(1), releases.forward(2));
  await client.query(
    `INSERT INTO users VALUES (1, NULL, 'a', 20, 'today'), (2, 1, 'b', 30, 'today'), (3, 1, NULL, NULL, NULL), (4, 3, 'd', 40, 'today')`,
  );
  await runWell(url, releases.backward(2));
  await client.query(`DELETE FROM users WHERE id = 3`);
  const kept = await client.query(`SELECT kept_as, column_name FROM learnr_schema.attic`);
  const ages = kept.rows.find((row) => row.column_name === 'age').kept_as;
  await client.query(`UPDATE learnr_schema_attic.${ages} SET value = 3 WHERE key_1 = 4`);
  const events = await runWell(url, releases.forward(2));
  expect(told(events).sort()).toEqual([
    'put back 1 column public.users.boss, 2 left',
    'put back 2 column public.users.age, 1 left',
    'put back 2 column public.users.since, 1 left',
    'put back 3 column public.users.code',
  ]);
  expect(await rowsOf(url, 'SELECT id, boss, code, age FROM users ORDER BY id')).toEqual([
    [
      [1, null, 'a', 20],
      [2, 1, 'b', 30],
      [4, null, 'd', null],
    ],
  ]);
  await client.query('INSERT INTO users (id) VALUES (3)');
  expect(told(await runWell(url, releases.backward(2), releases.forward(2)))).toContain(
    'put back 1 column public.users.boss',
  );
  // Also where something was left of it before, what was kept is known by its key.
  expect(await rowsOf(url, `SELECT DISTINCT detail -> 'copy' -> 'key' FROM learnr_schema.attic`)).toEqual([
    [[['id']]],
  ]);
});

test('a dropped NOT NULL column comes back NOT NULL, and its rows with it', async () => {
  const releases = releasesOf(
    `
tables:
  users: {columns: {id: {type: bigint, primary_key: true}, name: {type: text, not_null: true}}}
`,
    `
tables:
  people: {renamed_from: users, columns: {uid: {type: bigint, primary_key: true, renamed_from: id}}}
`,
  );
  const { url, client } = database;
  await runWell(url, releases.forward(1));
  await client.query(`INSERT INTO users VALUES (1, 'a'), (2, 'b')`);
  expect(told(await runWell(url, releases.forward(2)))).toEqual(['kept 2 column public.users.name']);
  expect(told(await runWell(url, releases.backward(2)))).toEqual(['put back 2 column public.users.name']);
  expect(await rowsOf(url, 'SELECT * FROM users ORDER BY id')).toEqual([
    [
      ['1', 'a'],
      ['2', 'b'],
    ],
  ]);
});

test('many rows without a key are refused before the column is touched, few are kept', async () => {
  const releases = releasesOf(
    'tables: {logs: {columns: {a: integer, b: text}}}',
    'tables: {logs: {columns: {a: integer}}}',
  );
  const { url, client } = database;
  await runWell(url, releases.forward(1));
  await client.query(`INSERT INTO logs SELECT n, 'x' FROM generate_series(1, 10001) AS n`);
  expect(await unkeepable(client, releases.forward(2))).toMatchObject([{ code: 'attic-no-key' }]);
  const { error } = await runKeeping(url, [releases.forward(2)]);
  expect(error).toMatchObject({ diagnostics: [{ code: 'attic-no-key' }] });
  await client.query('DELETE FROM logs WHERE a > 3');
  expect(await unkeepable(client, releases.forward(2))).toEqual([]);
  expect(told(await runWell(url, releases.forward(2)))).toEqual(['kept 3 column public.logs.b']);
});

test('what is empty leaves nothing behind', async () => {
  const releases = releasesOf(
    small,
    `
tables:
  users: {columns: {id: {type: integer, primary_key: true}, name: text}}
  posts: {columns: {id: {type: integer, primary_key: true}}}
`,
  );
  const { url } = database;
  await runWell(url, releases.forward(1), releases.forward(2));
  await rowsOf(url, 'INSERT INTO users VALUES (1, NULL)');
  expect(told(await runWell(url, releases.backward(2)))).toEqual([]);
  expect(await rowsOf(url, inAttic, 'SELECT * FROM learnr_schema.attic')).toEqual([[], []]);
});

test('what a release of the same number left that is another now is told of, and stays', async () => {
  const { url, client } = database;
  const releases = releasesOf(
    small,
    `
tables:
  users: {columns: {id: {type: integer, primary_key: true}, name: text}}
`,
  );
  await runWell(url, releases.forward(1), releases.forward(2));
  await client.query(`INSERT INTO users VALUES (1, 'ada')`);
  await runWell(url, releases.backward(2));
  const passage = releases.forward(2);
  const again = { ...passage, release: { ...passage.release, checksum: 'another' } };
  const warnings = (await runWell(url, again)).filter(({ kind }) => kind === 'warning');
  expect(warnings).toEqual([
    {
      kind: 'warning',
      message:
        'the attic has something of public.users.name, which another release, 002_r2, took away; to put back what fits: learnr-schema attic restore 1',
    },
  ]);
  expect(await rowsOf(url, 'SELECT name FROM users', inAttic)).toEqual([[[null]], [['users_name']]]);
});

test('a role that may not work on what others have kept is told so before anything runs', async () => {
  const { url, client } = database;
  const releases = releasesOf(small, '');
  const role = `attic_${process.pid}`;
  await runWell(url, releases.forward(1), releases.forward(2));
  const rights = async (passage = releases.backward(2)) => {
    await client.query(`SET ROLE ${role}`);
    try {
      return (await missingRights(client, [passage], true)).map(({ message }) => message);
    } finally {
      await client.query('RESET ROLE');
    }
  };
  await client.query(`CREATE ROLE ${role}`);
  try {
    await client.query(
      `GRANT USAGE ON SCHEMA learnr_schema TO ${role}; GRANT SELECT ON learnr_schema.attic TO ${role}`,
    );
    expect(await rights()).toEqual([]);
    await runWell(url, releases.backward(2));
    await client.query('INSERT INTO users VALUES (1)');
    await runWell(url, releases.forward(2));
    const owner = (await client.query('SELECT quote_ident(current_user) AS name')).rows[0].name;
    expect(await rights()).toEqual([
      `${role} may not use and create what is in schema learnr_schema_attic, which belongs to ${owner}`,
    ]);
    expect(await rights(releases.forward(1))).toEqual([]);
    await client.query(`GRANT USAGE, CREATE ON SCHEMA learnr_schema_attic TO ${role}`);
    expect(await rights()).toEqual([
      `${role} may not put back what is in learnr_schema_attic.k1_users, which belongs to ${owner}`,
    ]);
    await client.query(`ALTER TABLE learnr_schema_attic.k1_users OWNER TO ${role}`);
    expect(await rights()).toEqual([]);
  } finally {
    await client.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
  }
});
