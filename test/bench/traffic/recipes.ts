import type { Recipe } from './recipe.ts';

const columns = {
  id: '{type: bigserial, primary_key: true}',
  code: '{type: varchar(50), not_null: true}',
  owner: '{type: integer, not_null: true}',
  amount: 'integer',
  touched: '{type: integer, not_null: true, default: 0}',
};

type Columns = Readonly<Record<string, string>>;

/** The spec of a table of items, and of whatever else there is. */
function spec(own: Columns, parts = '', others = ''): string {
  const lines = Object.entries(own).map(([name, type]) => `      ${name}: ${type}`);
  return ['tables:', '  items:', '    columns:', ...lines, parts, others].filter(Boolean).join('\n');
}

const owners = `  owners:
    columns: {id: {type: integer, primary_key: true}, seen: {type: integer, not_null: true, default: 0}}`;

const owned = 100_000;

const fillItems = (rows: number) => [
  `INSERT INTO items (code, owner, amount) SELECT 'c' || n, n % ${owned} + 1, n % 1000 FROM generate_series(1, ${rows}) AS n`,
];
const fillOwners = () => [`INSERT INTO owners SELECT n FROM generate_series(1, ${owned}) AS n`];

const touch = 'UPDATE items SET touched = touched + 1 WHERE id = $1';
const insert = `INSERT INTO items (code, owner, amount) SELECT gen_random_uuid()::text, 1, $1::bigint % 1000`;

/** Of what most of them are. */
const usual = {
  previous: spec(columns),
  fill: fillItems,
  write: [touch, insert],
  read: 'SELECT * FROM items WHERE id = $1',
} as const;

const { amount, ...withoutAmount } = columns;
const byCode = `    indexes: {by_code: code}`;
const view = `views:
  wanted: SELECT id, code FROM items WHERE amount > 0`;
const enums = (values: string) => `enums:
  state: [${values}]`;
const stateful = { ...columns, state: `{type: state, not_null: true, default: "'new'"}` };
const withNotes = `  notes:
    columns: {id: {type: bigserial, primary_key: true}, item: {type: bigint, references: items}, text: text}`;

export const recipes: readonly Recipe[] = [
  {
    ...usual,
    name: 'index',
    next: spec(columns, byCode),
    plain: ['CREATE INDEX by_code ON items (code)'],
  },
  {
    ...usual,
    name: 'index replaced',
    previous: spec(columns, byCode),
    next: spec(columns, '    indexes: {by_code: [code, owner]}'),
    plain: ['DROP INDEX by_code', 'CREATE INDEX by_code ON items (code, owner)'],
  },
  {
    ...usual,
    name: 'unique constraint',
    next: spec(columns, '    unique: {one_code: code}'),
    plain: ['ALTER TABLE items ADD CONSTRAINT one_code UNIQUE (code)'],
  },
  {
    ...usual,
    name: 'primary key',
    previous: spec({ ...columns, id: 'bigserial' }, '    indexes: {by_id: id}'),
    next: spec(columns, '    indexes: {by_id: id}'),
    plain: ['ALTER TABLE items ADD PRIMARY KEY (id)'],
  },
  {
    ...usual,
    name: 'foreign key',
    previous: spec(columns, '', owners),
    next: spec({ ...columns, owner: '{type: integer, not_null: true, references: owners}' }, '', owners),
    fill: (rows) => [...fillItems(rows), ...fillOwners()],
    plain: ['ALTER TABLE items ADD FOREIGN KEY (owner) REFERENCES owners (id)'],
    write: [touch, insert, `UPDATE owners SET seen = seen + 1 WHERE id = $1 % ${owned} + 1`],
  },
  {
    ...usual,
    name: 'check',
    next: spec(columns, '    checks: {positive: amount >= 0}'),
    plain: ['ALTER TABLE items ADD CONSTRAINT positive CHECK (amount >= 0)'],
  },
  {
    ...usual,
    name: 'NOT NULL (plan for 15)',
    next: spec({ ...columns, amount: '{type: integer, not_null: true}' }),
    plain: ['ALTER TABLE items ALTER COLUMN amount SET NOT NULL'],
  },
  {
    ...usual,
    name: 'NOT NULL (plan for 18)',
    previous: `postgresql: 18\n${spec(columns)}`,
    next: `postgresql: 18\n${spec({ ...columns, amount: '{type: integer, not_null: true}' })}`,
    plain: ['ALTER TABLE items ALTER COLUMN amount SET NOT NULL'],
  },
  {
    ...usual,
    name: 'column, volatile default',
    next: spec({ ...columns, token: '{type: uuid, not_null: true, default: gen_random_uuid()}' }),
    plain: ['ALTER TABLE items ADD COLUMN token uuid DEFAULT gen_random_uuid() NOT NULL'],
  },
  {
    ...usual,
    name: 'column, backfill',
    next: spec({ ...columns, label: '{type: text, backfill: upper(code)}' }),
    plain: ['ALTER TABLE items ADD COLUMN label text', 'UPDATE items SET label = upper(code)'],
  },
  {
    ...usual,
    name: 'type, catalog only',
    next: spec({ ...columns, code: '{type: text, not_null: true}' }),
    plain: ['ALTER TABLE items ALTER COLUMN code TYPE text'],
  },
  {
    ...usual,
    name: 'type, rewrite',
    next: spec({ ...columns, amount: 'bigint' }),
    plain: ['ALTER TABLE items ALTER COLUMN amount TYPE bigint'],
  },
  {
    ...usual,
    name: 'type under a view',
    previous: spec(columns, '', view),
    next: spec({ ...columns, code: '{type: text, not_null: true}' }, '', view),
    plain: [
      'DROP VIEW wanted',
      'ALTER TABLE items ALTER COLUMN code TYPE text',
      'CREATE VIEW wanted AS SELECT id, code FROM items WHERE amount > 0',
    ],
    read: 'SELECT * FROM wanted WHERE id = $1',
  },
  {
    ...usual,
    name: 'enum value',
    previous: spec(stateful, '', enums('new, done')),
    next: spec(stateful, '', enums('new, open, done')),
    plain: [`ALTER TYPE state ADD VALUE 'open' BEFORE 'done'`],
  },
  {
    ...usual,
    name: 'column dropped',
    next: spec(withoutAmount),
    plain: ['ALTER TABLE items DROP COLUMN amount'],
    write: [touch, 'INSERT INTO items (code, owner) SELECT gen_random_uuid()::text, $1::bigint % 10'],
  },
  {
    ...usual,
    name: 'table dropped',
    previous: spec(columns, '', withNotes),
    next: spec(columns),
    fill: (rows) => [
      ...fillItems(1000),
      `INSERT INTO notes (item, text) SELECT n % 1000 + 1, 'note ' || n FROM generate_series(1, ${rows}) AS n`,
    ],
    plain: ['DROP TABLE notes'],
  },
  {
    ...usual,
    name: 'column, behind a report of 8 s',
    next: spec({ ...columns, label: 'text' }),
    plain: ['ALTER TABLE items ADD COLUMN label text'],
    reportMs: 8000,
  },
];
