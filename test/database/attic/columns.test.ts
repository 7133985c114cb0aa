import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { inAttic, releasesOf, rowsOf, runKeeping, runWell, thorough, told } from './support.ts';

const lean = `
enums:
  mood: [sad, ok, happy]
functions:
  touch():
    returns: trigger
    language: plpgsql
    as: BEGIN NEW.touched := coalesce(NEW.touched, 0) + 1; RETURN NEW; END
tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
      price: numeric(10,4)
      touched: integer
    triggers:
      touch: {timing: before, events: [update], for_each: row, execute: touch()}
  seats:
    columns: {row: {type: mood, not_null: true}, number: {type: bigint, not_null: true}}
    primary_key: [row, number]
  notes:
    columns: {a: integer, b: text}
`;

const full = `
enums:
  mood: [sad, ok, happy]
functions:
  touch():
    returns: trigger
    language: plpgsql
    as: BEGIN NEW.touched := coalesce(NEW.touched, 0) + 1; RETURN NEW; END
tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
      price: numeric(10,2)
      touched: integer
      mood: {type: mood, not_null: true}
      moods: "mood[]"
      data: json
      tags: {type: "text[]", not_null: true, default: "'{}'"}
      status: {type: text, default: "'new'"}
      boss: {type: integer, references: users}
      number: {type: integer, identity: always}
      made: {type: timestamptz, not_null: true, default: now()}
      token: {type: uuid, not_null: true, default: gen_random_uuid()}
    checks:
      no_self: boss <> id
    unique:
      users_number: [number]
    triggers:
      touch: {timing: before, events: [update], for_each: row, execute: touch()}
  seats:
    columns: {row: {type: mood, not_null: true}, number: {type: bigint, not_null: true}, taken: timestamptz}
    primary_key: [row, number]
  notes:
    columns: {a: integer, b: text, c: text}
`;

const all = [
  'SELECT id, price, touched, mood, moods, data, tags, status, boss, number, made, token FROM users ORDER BY id',
  'SELECT row, number, taken FROM seats ORDER BY 1, 2',
  'SELECT a, b, c FROM notes ORDER BY a, b, c',
];

describe.each(thorough ? ([15, 16, 17, 18] as const) : ([18] as const))('on PostgreSQL %i', (major) => {
  let database: FreshDatabase;
  const releases = releasesOf(full, lean);

  beforeAll(async () => {
    database = await freshDatabase(major);
    // What values look like as text is up to whoever set up the database.
    const { rows } = await database.client.query('SELECT current_database() AS name');
    await database.client.query(`ALTER DATABASE ${rows[0].name} SET datestyle = 'German, DMY'`);
  });
  afterAll(() => database.drop());

  test('values of all sorts come back to their rows, forward and backward', async () => {
    const { client, url } = database;
    await runWell(url, releases.forward(1));
    await client.query(`
INSERT INTO users (id, price, mood, moods, data, tags, status, boss) VALUES
  (1, 1.25, 'happy', '{sad,ok}', '{"a": [1]}', '{x}', 'old', NULL), (2, 2.5, 'sad', NULL, NULL, '{}', NULL, 1),
  (3, NULL, 'ok', '{}', 'null', '{a,"b c"}', 'new', 1);
INSERT INTO seats VALUES ('sad', 1, '2024-01-02 03:04:05.678901+00'), ('happy', 5000000000, NULL), ('happy', 2, 'infinity');
INSERT INTO notes VALUES (1, 'x', 'one'), (1, 'y', 'two'), (2, NULL, 'three'), (3, 'same', 'left'), (3, 'same', 'right')`);
    const before = await rowsOf(url, ...all);
    expect(told(await runWell(url, releases.forward(2))).sort()).toEqual(
      [
        'kept 2 column public.seats.taken',
        'kept 5 column public.notes.c',
        'kept 2 column public.users.boss',
        'kept 2 column public.users.data',
        'kept 2 column public.users.moods',
        'kept 3 column public.users.made',
        'kept 3 column public.users.token',
        'kept 3 column public.users.mood',
        'kept 3 column public.users.number',
        'kept 3 column public.users.status',
        'kept 3 column public.users.tags',
      ].sort(),
    );
    expect(await rowsOf(url, `SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'learnr%'`)).toEqual([
      [['0']],
    ]);
    await client.query(
      'ALTER TABLE users DISABLE TRIGGER touch; UPDATE users SET price = 1.2345 WHERE id = 1; ALTER TABLE users ENABLE TRIGGER touch',
    );
    expect(told(await runWell(url, releases.backward(2))).sort()).toEqual(
      [
        'kept 2 digits public.users.price',
        'put back 2 column public.seats.taken',
        'put back 3 column public.notes.c, 2 left',
        'put back 2 column public.users.boss',
        'put back 2 column public.users.data',
        'put back 2 column public.users.moods',
        'put back 3 column public.users.made',
        'put back 3 column public.users.token',
        'put back 3 column public.users.mood',
        'put back 3 column public.users.number',
        'put back 3 column public.users.status',
        'put back 3 column public.users.tags',
      ].sort(),
    );
    const after = await rowsOf(url, ...all);
    const touched = (before[0] as unknown[][]).map((row) =>
      row.map((value) => (value === '1.25' ? '1.23' : value)),
    );
    // Nobody's trigger has seen it: `touched` is what it was.
    expect(after[0]).toEqual(touched);
    expect(after[1]).toEqual(before[1]);
    expect(after[2]).toEqual([
      [1, 'x', 'one'],
      [1, 'y', 'two'],
      [2, null, 'three'],
      [3, 'same', null],
      [3, 'same', null],
    ]);
    expect(await rowsOf(url, inAttic)).toEqual([[['notes_c'], ['users_price']]]);

    await client.query('UPDATE users SET price = 9 WHERE id = 2');
    expect(told(await runWell(url, releases.forward(2)))).toContain(
      'put back 1 digits public.users.price, 1 left',
    );
    expect(await rowsOf(url, 'SELECT price FROM users ORDER BY id')).toEqual([
      [['1.2345'], ['9.0000'], [null]],
    ]);
  });

  test('a column that is generated for a while has its own values again', async () => {
    const other = await freshDatabase(major);
    const table = (a: string) => `tables: {t: {columns: {id: {type: integer, primary_key: true}, a: ${a}}}}`;
    const ways = releasesOf(table('integer'), table('{type: integer, generated: id * 10}'));
    try {
      await runWell(other.url, ways.forward(1));
      await other.client.query('INSERT INTO t VALUES (1, 7), (2, NULL)');
      expect(told(await runWell(other.url, ways.forward(2)))).toEqual(['kept 1 column public.t.a']);
      expect(told(await runWell(other.url, ways.backward(2)))).toEqual(['put back 1 column public.t.a']);
      const rows = [
        [1, 7],
        [2, 20],
      ];
      expect(await rowsOf(other.url, 'SELECT id, a FROM t ORDER BY id')).toEqual([rows]);
    } finally {
      await other.drop();
    }
  });

  test('a column that is renamed and made anew at once is kept, also where its key is renamed with it', async () => {
    const other = await freshDatabase(major);
    const ways = releasesOf(
      'tables: {t: {columns: {Key: {type: integer, primary_key: true}, "a b": integer}}}',
      `tables: {u: {renamed_from: t, columns: {id: {type: integer, primary_key: true, renamed_from: Key},
        c: {type: integer, generated: id * 10, renamed_from: "a b"}}}}`,
    );
    try {
      await runWell(other.url, ways.forward(1));
      await other.client.query('INSERT INTO t VALUES (1, 7), (2, NULL)');
      expect(told(await runWell(other.url, ways.forward(2)))).toEqual(['kept 1 column public.t."a b"']);
      expect(told(await runWell(other.url, ways.backward(2)))).toEqual(['put back 1 column public.t."a b"']);
      expect(await rowsOf(other.url, 'SELECT * FROM t ORDER BY 1')).toEqual([
        [
          [1, 7],
          [2, 20],
        ],
      ]);
    } finally {
      await other.drop();
    }
  });
});

test('what was kept comes back also where nothing is to be kept', async () => {
  const { client, url, drop } = await freshDatabase(18);
  const table = (columns: string) =>
    `tables: {t: {columns: {id: {type: integer, primary_key: true}, ${columns}}}}`;
  const ways = releasesOf(table('a: integer'), table('b: integer'));
  try {
    await runWell(url, ways.forward(1), ways.forward(2));
    await client.query('INSERT INTO t VALUES (1, 1)');
    await runWell(url, ways.backward(2));
    await client.query('UPDATE t SET a = 2');
    const { events, error } = await runKeeping(url, [ways.forward(2)], { discard: true });
    expect(error).toBeUndefined();
    expect(told(events)).toEqual(['put back 1 column public.t.b']);
    expect(await rowsOf(url, 'SELECT id, b FROM t', inAttic)).toEqual([[[1, 1]], []]);
  } finally {
    await drop();
  }
});

test('what a virtual column gave is kept as it was last, and let go once the column gives it again', async () => {
  const { client, url, drop } = await freshDatabase(18);
  const table = (g: string) =>
    `postgresql: 18\ntables: {t: {columns: {id: {type: integer, primary_key: true}, a: integer, g: ${g}}}}`;
  const ways = releasesOf(table('{type: integer, generated: {as: a + 1, stored: false}}'), table('integer'));
  try {
    await runWell(url, ways.forward(1));
    await client.query('INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)');
    let written = false;
    const { events, error } = await runKeeping(url, [ways.forward(2)], {
      beforeQuery: async (_number, text) => {
        if (written || !text.includes('SET taken = true')) return;
        written = true;
        await client.query('UPDATE t SET a = 20 WHERE id = 2');
      },
    });
    expect(error).toBeUndefined();
    expect(told(events)).toEqual(['kept 3 column public.t.g']);
    await client.query('UPDATE t SET a = 30 WHERE id = 3');
    expect(told(await runWell(url, ways.backward(2)))).toEqual(['put back 2 column public.t.g, 1 left']);
    expect(await rowsOf(url, 'SELECT id, g FROM t ORDER BY id')).toEqual([
      [
        [1, 2],
        [2, 21],
        [3, 31],
      ],
    ]);
    const left = 'SELECT reason FROM learnr_schema.attic';
    expect(await rowsOf(url, left)).toEqual([[['the column is generated now, and has other values']]]);
  } finally {
    await drop();
  }
});
