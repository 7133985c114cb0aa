import {
  check,
  column,
  defaultTo,
  element,
  exclusion,
  foreignKey,
  integer,
  primaryKey,
  sql,
  table,
  text,
  type,
  unique,
} from '../build.ts';
import { type Goldens, lines } from './golden.ts';

const users = { schema: 'public', table: 'users', columns: ['id'] };
const cascade = { onDelete: { kind: 'cascade' } } as const;

export const tables: Goldens<'create_table'> = {
  create_table: [
    [
      {
        kind: 'create_table',
        table: table(
          'sessions',
          [
            column('id', integer, { notNull: true, value: { kind: 'serial' } }),
            column('user_id', integer, { notNull: true }),
            column('token', type('character varying', '255'), { notNull: true }),
            column('score', type('numeric', '5', '2'), { value: defaultTo('0.00') }),
            column('started_at', type('timestamp with time zone'), {
              notNull: true,
              value: defaultTo('now()'),
            }),
            column('tags', { ...text, array: true }, { notNull: true, value: defaultTo("'{}'::text[]") }),
            column('locale', text, { collation: 'C', value: defaultTo("'en' || 'US'") }),
          ],
          {
            constraints: [
              { constraint: primaryKey('sessions_pkey', ['id']), named: false },
              { constraint: unique('sessions_token_key', ['token']), named: false },
              { constraint: unique('uq_sessions_user', ['user_id', 'started_at']), named: true },
              { constraint: check('ck_score', sql('score >= 0', 'score')), named: true },
              { constraint: check('sessions_score_check', sql('score < 100', 'score')), named: false },
              { constraint: foreignKey('sessions_user_id_fkey', ['user_id'], users, cascade), named: false },
            ],
          },
        ),
      },
      lines(
        'CREATE TABLE sessions (',
        '  id serial PRIMARY KEY,',
        '  user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,',
        '  token varchar(255) NOT NULL UNIQUE,',
        '  score numeric(5,2) DEFAULT 0.00 CHECK (score < 100),',
        '  started_at timestamptz NOT NULL DEFAULT now(),',
        "  tags text[] NOT NULL DEFAULT '{}'::text[],",
        `  locale text COLLATE "C" DEFAULT ('en' || 'US'),`,
        '  CONSTRAINT uq_sessions_user UNIQUE (user_id, started_at),',
        '  CONSTRAINT ck_score CHECK (score >= 0)',
        ')',
      ),
    ],
    [
      {
        kind: 'create_table',
        table: table(
          'Wéird "table"',
          [
            column('a"; drop table users; --', integer, { notNull: true }),
            column('user', type('bigint'), {
              notNull: true,
              value: { kind: 'identity', always: true, options: {} },
            }),
            column('🦆', type('bigint'), {
              notNull: true,
              value: {
                kind: 'identity',
                always: false,
                options: { start: '100', increment: '-1', cycle: true },
              },
            }),
            column('both', text, {
              value: { kind: 'generated', expression: sql("a || ' ' || b -- no comment"), stored: true },
            }),
            column('virtual', integer, {
              value: { kind: 'generated', expression: sql('(1)'), stored: false },
            }),
          ],
          {
            schema: 'Other',
            unlogged: true,
            storageParameters: [
              { name: 'fillfactor', value: '70' },
              { name: 'toast.autovacuum_enabled', value: 'false' },
            ],
            constraints: [
              {
                constraint: primaryKey('x', ['a"; drop table users; --', 'user'], { deferral: 'deferred' }),
                named: false,
              },
              {
                constraint: unique('y', ['🦆'], { include: ['user'], nullsNotDistinct: true }),
                named: false,
              },
              {
                constraint: check('z', sql('true'), { noInherit: true }),
                named: false,
              },
              {
                constraint: exclusion('no_overlap', {
                  elements: [
                    {
                      ...element('user', { opclass: { name: 'gist_int8_ops', parameters: [] } }),
                      operator: '=',
                    },
                    { ...element(sql('tsrange(a, b)')), operator: 'pg_catalog.&&' },
                  ],
                  include: ['🦆'],
                  where: sql('"user" > 0 -- really'),
                  deferral: 'immediate',
                }),
                named: true,
              },
              {
                constraint: foreignKey(
                  'fk_that_has_a_long_name_so_that_the_line_breaks',
                  ['user', '🦆'],
                  { schema: 'app', table: 'users', columns: ['a', 'b'] },
                  {
                    match: 'full',
                    onDelete: { kind: 'set null', columns: ['user'] },
                    onUpdate: { kind: 'set default', columns: [] },
                    deferral: 'deferred',
                  },
                ),
                named: true,
              },
            ],
          },
        ),
      },
      lines(
        'CREATE UNLOGGED TABLE "Other"."Wéird ""table""" (',
        '  "a""; drop table users; --" integer,',
        '  "user" bigint GENERATED ALWAYS AS IDENTITY,',
        '  "🦆" bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100 INCREMENT BY -1 CYCLE),',
        `  "both" text GENERATED ALWAYS AS (a || ' ' || b -- no comment`,
        ') STORED,',
        '  virtual integer GENERATED ALWAYS AS (1) VIRTUAL,',
        '  PRIMARY KEY ("a""; drop table users; --", "user") DEFERRABLE INITIALLY DEFERRED,',
        '  UNIQUE NULLS NOT DISTINCT ("🦆") INCLUDE ("user"),',
        '  CHECK (true) NO INHERIT,',
        '  CONSTRAINT no_overlap EXCLUDE USING gist ("user" gist_int8_ops WITH =, tsrange(a, b) WITH OPERATOR(pg_catalog.&&))',
        '    INCLUDE ("🦆")',
        '    WHERE ("user" > 0 -- really',
        ')',
        '    DEFERRABLE,',
        '  CONSTRAINT fk_that_has_a_long_name_so_that_the_line_breaks FOREIGN KEY ("user", "🦆")',
        '    REFERENCES app.users (a, b) MATCH FULL ON DELETE SET NULL ("user") ON UPDATE SET DEFAULT',
        '    DEFERRABLE INITIALLY DEFERRED',
        ') WITH (fillfactor=70, toast.autovacuum_enabled=false)',
      ),
    ],
    [{ kind: 'create_table', table: table('pg_like', []) }, 'CREATE TABLE public.pg_like ()'],
    [
      {
        kind: 'create_table',
        table: table('t', [column('id', type('smallint'), { notNull: true, value: { kind: 'serial' } })], {
          constraints: [
            {
              constraint: primaryKey('t_pkey', ['id'], { deferral: 'immediate' }),
              named: false,
            },
            {
              constraint: foreignKey('t_id_fkey', ['id'], { schema: 'public', table: 't', columns: ['id'] }),
              named: true,
            },
          ],
        }),
      },
      lines(
        'CREATE TABLE t (',
        '  id smallserial PRIMARY KEY DEFERRABLE,',
        '  CONSTRAINT t_id_fkey FOREIGN KEY (id) REFERENCES t (id)',
        ')',
      ),
    ],
    [
      {
        kind: 'create_table',
        table: table(
          'a_table_with_a_name',
          [column('a_column_with_a_long_name', integer, { notNull: true })],
          {
            constraints: [
              {
                constraint: foreignKey(
                  'x',
                  ['a_column_with_a_long_name'],
                  { schema: 'public', table: 'another_table', columns: ['another_column_with_a_long_name'] },
                  { onDelete: { kind: 'restrict' }, deferral: 'immediate' },
                ),
                named: false,
              },
            ],
          },
        ),
      },
      lines(
        'CREATE TABLE a_table_with_a_name (',
        '  a_column_with_a_long_name integer NOT NULL',
        '    REFERENCES another_table (another_column_with_a_long_name) ON DELETE RESTRICT DEFERRABLE',
        ')',
      ),
    ],
  ],
};
