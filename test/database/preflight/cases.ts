/** A change of a schema, rows of which some are in its way, and what is said of them. */
export type Case = {
  readonly name: string;
  /** Two specs or more. */
  readonly specs: readonly string[];
  readonly rows: string;
  /** As `shown` prints it; on 15, where it is another. */
  readonly found: readonly string[];
  readonly found15?: readonly string[];
  readonly unchecked?: readonly string[];
  /** The way back is looked at, from the last spec. */
  readonly backward?: true;
};

const users = (columns: string, rest = '') => `tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
${columns
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
${rest
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;

export const cases: readonly Case[] = [
  {
    name: 'a column becomes NOT NULL',
    specs: [users('email: text'), users('email: {type: text, not_null: true}')],
    rows: `INSERT INTO users SELECT n, CASE WHEN n > 5 THEN 'x' END FROM generate_series(1, 8) n`,
    found: ['null: column public.users.email becomes NOT NULL, and 5 rows have no value (1, 2, 3, 4, 5)'],
  },
  {
    name: 'a column becomes NOT NULL with a backfill that leaves some',
    specs: [
      users('email: text\nname: text'),
      users('email: {type: text, not_null: true, backfill: lower(name)}\nname: text'),
    ],
    rows: `INSERT INTO users VALUES (1, NULL, 'A'), (2, NULL, NULL), (3, 'c', NULL)`,
    found: ['null: column public.users.email becomes NOT NULL, and 1 row has no value (2)'],
  },
  {
    name: 'a backfill and a rename',
    specs: [
      `tables:
  people:
    columns: {id: {type: integer, primary_key: true}, mail: text}
`,
      `tables:
  users:
    renamed_from: people
    columns:
      id: {type: integer, primary_key: true}
      email: {type: text, renamed_from: mail, not_null: true, backfill: "'u' || users.id"}
    checks: {users_email_check: "length(users.email) < 4"}
`,
    ],
    rows: `INSERT INTO people VALUES (1, 'long@example'), (2, NULL)`,
    found: ['check: check public.users.users_email_check: 1 row does not meet it (1)'],
  },
  {
    name: 'a new column without a value for the rows',
    specs: [users('name: text'), users('name: text\nrank: {type: integer, not_null: true}')],
    rows: `INSERT INTO users VALUES (1), (2)`,
    found: ['null: column public.users.rank becomes NOT NULL, and 2 rows have no value (1, 2)'],
  },
  {
    name: 'a new column without a value in a table without rows',
    specs: [users('name: text'), users('name: text\nrank: {type: integer, not_null: true}')],
    rows: '',
    found: [],
  },
  {
    name: 'a unique constraint, an index over an expression with a predicate, and NULLS NOT DISTINCT',
    specs: [
      users('email: text\nname: text\ngone: timestamptz\ncode: integer'),
      users(
        'email: {type: text, unique: true}\nname: text\ngone: timestamptz\ncode: integer',
        `indexes:
  users_name_live: {on: [{expression: lower(name)}], unique: true, where: gone IS NULL}
  users_code: {on: [code], unique: true, nulls_not_distinct: true}`,
      ),
    ],
    rows: `INSERT INTO users VALUES (1, 'a', 'N', NULL, NULL), (2, 'b', 'n', NULL, 2), (3, 'a', 'n', now(), 3), (4, NULL, NULL, NULL, NULL), (5, NULL, NULL, NULL, 5)`,
    found: [
      'duplicate: index public.users.users_code: 1 value stands in more than one row (1+4)',
      'duplicate: index public.users.users_name_live: 1 value stands in more than one row (1+2)',
      'duplicate: unique constraint public.users.users_email_key: 1 value stands in more than one row (1+3)',
    ],
  },
  {
    name: 'a primary key for a table that has none',
    specs: [
      'tables: {tags: {columns: {a: integer, b: integer}}}',
      'tables: {tags: {columns: {a: integer, b: integer}, primary_key: [a, b]}}',
    ],
    rows: 'INSERT INTO tags VALUES (1, 1), (1, 1), (2, NULL)',
    found: [
      'null: column public.tags.b becomes NOT NULL, and 1 row has no value',
      'duplicate: primary key public.tags.tags_pkey: 1 value stands in more than one row',
    ],
  },
  {
    name: 'foreign keys',
    specs: [
      `tables:
  users: {columns: {id: {type: integer, primary_key: true}}}
  posts: {columns: {id: {type: integer, primary_key: true}, a: integer, b: integer, u: integer, n: integer}}
  pairs: {columns: {a: integer, b: integer}, primary_key: [a, b]}
`,
      `tables:
  users: {columns: {id: {type: integer, primary_key: true}}}
  posts:
    columns: {id: {type: integer, primary_key: true}, a: integer, b: integer, u: {type: integer, references: users}, n: {type: integer, references: news}}
    foreign_keys:
      posts_pair: {columns: [a, b], references: pairs, match: full}
  pairs: {columns: {a: integer, b: integer}, primary_key: [a, b]}
  news: {columns: {id: {type: integer, primary_key: true}}}
`,
    ],
    rows: `INSERT INTO users VALUES (1); INSERT INTO pairs VALUES (1, 1);
INSERT INTO posts VALUES (1, 1, 1, 1, NULL), (2, 1, NULL, 9, NULL), (3, NULL, NULL, NULL, 7), (4, 2, 1, 1, NULL)`,
    found: [
      'orphan: foreign key public.posts.posts_n_fkey: 1 row refers to nothing in public.news (3)',
      'orphan: foreign key public.posts.posts_pair: 2 rows refer to nothing in public.pairs (2, 4)',
      'orphan: foreign key public.posts.posts_u_fkey: 1 row refers to nothing in public.users (2)',
    ],
  },
  {
    name: 'checks of a table and of a domain',
    specs: [
      `domains: {code: {type: text}}
${users('age: integer\ncode: code')}`,
      `domains: {code: {type: text, not_null: true, check: "VALUE ~ '^[a-z]$'"}}
${users('age: integer\ncode: code', 'checks: {users_age_check: age > 0}')}`,
    ],
    rows: `INSERT INTO users VALUES (1, 1, 'a'), (2, -1, 'B'), (3, NULL, NULL)`,
    found: [
      'null: column public.users.code becomes NOT NULL, and 1 row has no value (3)',
      'check: column public.users.code: 1 row does not meet a check of domain public.code (2)',
      'check: check public.users.users_age_check: 1 row does not meet it (2)',
    ],
  },
  {
    name: 'a check that cannot be computed with a value',
    specs: [users('of: integer'), users('of: integer', 'checks: {users_of_check: 10 / of > 1}')],
    rows: 'INSERT INTO users VALUES (1, 1), (2, 0)',
    found: ['check: check public.users.users_of_check: some row does not meet it'],
  },
  {
    name: 'narrower types',
    specs: [
      users(
        'name: text\ncode: varchar(9)\nsum: numeric(8,2)\nn: bigint\nd: double precision\nlist: "text[]"',
      ),
      users(
        'name: varchar(3)\ncode: char(2)\nsum: numeric(4,1)\nn: smallint\nd: integer\nlist: "varchar(2)[]"',
      ),
    ],
    rows: `INSERT INTO users VALUES
(1, 'abc   ', 'ab ', 999.94, 32767, 2147483647.4, '{a,bc}'), (2, 'abcd', 'abc', 999.95, 32768, 2147483647.5, '{abc}'), (3, NULL, NULL, NULL, NULL, NULL, NULL)`,
    found: [
      'cut: column public.users.code becomes char(2), and 1 value does not fit (2)',
      'cut: column public.users.d becomes integer, and 1 value does not fit (2)',
      'cut: column public.users.list becomes varchar(2)[], and 1 value does not fit (2)',
      'cut: column public.users.n becomes smallint, and 1 value does not fit (2)',
      'cut: column public.users.name becomes varchar(3), and 1 value does not fit (2)',
      'cut: column public.users.sum becomes numeric(4,1), and 1 value does not fit (2)',
    ],
  },
  {
    name: 'texts that become something else',
    specs: [
      users('n: text\nflag: text\nof: text\nday: text\nbig: text'),
      users('n: integer\nflag: boolean\nof: uuid\nday: date\nbig: numeric(4,1)'),
    ],
    rows: `INSERT INTO users VALUES (1, '12', 'yes', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '2024-02-29', '1.25'), (2, 'x', 'maybe', 'no', '2023-02-29', '12345')`,
    found: [
      'conversion: column public.users.big becomes numeric(4,1), and 1 value cannot be converted (2)',
      'conversion: column public.users.day becomes date, and 1 value cannot be converted (2)',
      'conversion: column public.users.flag becomes boolean, and 1 value cannot be converted (2)',
      'conversion: column public.users.n becomes integer, and 1 value cannot be converted (2)',
      'conversion: column public.users.of becomes uuid, and 1 value cannot be converted (2)',
    ],
    found15: [
      'conversion: column public.users.big becomes numeric(4,1), and some value cannot be converted',
      'conversion: column public.users.day becomes date, and some value cannot be converted',
      'conversion: column public.users.flag becomes boolean, and some value cannot be converted',
      'conversion: column public.users.n becomes integer, and some value cannot be converted',
      'conversion: column public.users.of becomes uuid, and some value cannot be converted',
    ],
  },
  {
    name: 'a conversion by an expression, and a check over what it gives',
    specs: [
      users('price: text'),
      users(
        "price: {type: integer, using: \"replace(price, '.', '')::integer\"}",
        'checks: {users_price_check: price < 1000}',
      ),
    ],
    rows: `INSERT INTO users VALUES (1, '9.99'), (2, '10.00')`,
    found: ['check: check public.users.users_price_check: 1 row does not meet it (2)'],
  },
  {
    name: 'what waits for a conversion is not looked at',
    specs: [users('n: text'), users('n: integer', 'checks: {users_n_check: n > 0}')],
    rows: `INSERT INTO users VALUES (1, 'x')`,
    found: ['conversion: column public.users.n becomes integer, and 1 value cannot be converted (1)'],
    found15: ['conversion: column public.users.n becomes integer, and some value cannot be converted'],
    unchecked: [
      'check public.users.users_n_check: first the values of column public.users.n have to be mended',
    ],
  },
  {
    name: 'a type change lets values collide',
    specs: [
      users('n: {type: "numeric(6,2)", unique: true}'),
      users('n: {type: "numeric(6,1)", unique: true}'),
    ],
    rows: `INSERT INTO users VALUES (1, 1.01), (2, 1.02), (3, 2)`,
    found: [
      'duplicate: unique constraint public.users.users_n_key: 1 value stands in more than one row (1+2)',
    ],
  },
  {
    name: 'an enum gives up values',
    specs: [
      `enums: {mood: [sad, ok, "it''s"]}
${users('mood: mood\nmoods: "mood[]"')}`,
      `enums: {mood: [sad, fine]}
${users('mood: mood\nmoods: "mood[]"')}`,
    ],
    rows: `INSERT INTO users VALUES (1, 'sad', '{sad}'), (2, 'ok', '{sad,ok}'), (3, 'ok', NULL)`,
    found: [
      'enum: column public.users.mood: 2 rows have a value that public.mood does not have then (2, 3)',
      'enum: column public.users.moods: 1 row has a value that public.mood does not have then (2)',
    ],
  },
  {
    name: 'a text becomes an enum, and an enum value is renamed and used in a check',
    specs: [
      `enums: {mood: [sad, ok]}
${users('name: text\nmood: mood')}`,
      `enums:
  kind: [a, b]
  mood: [sad, {value: fine, renamed_from: ok}, great]
${users('name: kind\nmood: mood', "checks: {users_mood_check: \"mood IN ('fine', 'great')\"}")}`,
    ],
    rows: `INSERT INTO users VALUES (1, 'a', 'ok'), (2, 'c', 'sad')`,
    found: [
      'enum: column public.users.name: 1 row has a value that public.kind does not have then (2)',
      'check: check public.users.users_mood_check: 1 row does not meet it (2)',
    ],
  },
  {
    name: 'an exclusion constraint',
    specs: [
      users('of: int4range'),
      users('of: int4range', 'exclusions: {users_of_excl: {elements: [{column: of, with: "&&"}]}}'),
    ],
    rows: `INSERT INTO users VALUES (1, '[1,3)'), (2, '[2,4)'), (3, '[9,10)'), (4, NULL), (5, NULL)`,
    found: [
      'overlap: exclusion constraint public.users.users_of_excl: 1 pair of rows excludes each other (1+2)',
    ],
  },
  {
    name: 'generated columns',
    specs: [users('n: integer'), users('n: integer\nhalf: {type: smallint, generated: n / 2, unique: true}')],
    rows: 'INSERT INTO users VALUES (1, 2), (2, 3), (3, 100000)',
    found: ['cut: column public.users.half becomes smallint, and 1 value does not fit (3)'],
    unchecked: [
      'unique constraint public.users.users_half_key: first the values of column public.users.half have to be mended',
    ],
  },
  {
    name: 'quoted names in another schema',
    specs: [
      'schemas: {App: {}}\ntables: {App.My Table: {columns: {Key One: {type: text, primary_key: true}, "a.b": text}}}',
      'schemas: {App: {}}\ntables: {App.My Table: {columns: {Key One: {type: text, primary_key: true}, "a.b": {type: text, not_null: true}}}}',
    ],
    rows: `INSERT INTO "App"."My Table" VALUES ('it''s "1"', NULL)`,
    found: ['null: column "App"."My Table"."a.b" becomes NOT NULL, and 1 row has no value (it\'s "1")'],
  },
  {
    name: 'the way back makes a column NOT NULL again',
    specs: [users('email: {type: text, not_null: true}'), users('email: text')],
    rows: `INSERT INTO users VALUES (1, 'a'), (2, NULL)`,
    found: ['null: column public.users.email becomes NOT NULL, and 1 row has no value (2)'],
    backward: true,
  },
  {
    name: 'a function that the plan makes',
    specs: [
      users('n: integer'),
      `functions:
  twice(n integer): {returns: integer, language: sql, volatility: immutable, body: RETURN n * 2}
${users('n: integer', 'checks: {users_n_check: twice(n) > 2}')}`,
    ],
    rows: 'INSERT INTO users VALUES (1, 2)',
    found: [],
    unchecked: ['check public.users.users_n_check: it calls twice, which the plan makes or changes'],
  },
  {
    name: 'several releases, of which each sees what those before it have made',
    specs: [
      users('name: text'),
      users('name: text\ncode: {type: text, backfill: upper(name)}'),
      users('name: text\ncode: {type: text, not_null: true, unique: true}'),
    ],
    rows: `INSERT INTO users VALUES (1, 'a'), (2, 'A'), (3, NULL)`,
    found: [
      'null: column public.users.code becomes NOT NULL, and 1 row has no value (3)',
      'duplicate: unique constraint public.users.users_code_key: 1 value stands in more than one row (1+2)',
    ],
  },
];
