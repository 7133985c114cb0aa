import type { Statement } from '../../../src/sql/statement.ts';
import { domain, inPublic, integer, sql, text, type } from '../build.ts';
import { type Goldens, lines } from './golden.ts';

const long = Array.from({ length: 12 }, (_, count) => `value number ${count}`);
const check = (name: string, expression: string) => ({ name, expression: sql(expression), hints: {} });
const values = (...given: readonly string[]) => given.map((value) => ({ value, hints: {} }));
const email = inPublic('email');

export const types: Goldens<
  Extract<
    Statement['kind'],
    | 'create_schema'
    | 'create_extension'
    | 'alter_extension'
    | 'create_enum'
    | 'add_enum_value'
    | 'rename_enum_value'
    | 'create_domain'
    | 'alter_domain'
  >
> = {
  create_schema: [[{ kind: 'create_schema', name: 'my schema' }, 'CREATE SCHEMA "my schema"']],
  create_extension: [
    [
      { kind: 'create_extension', extension: { kind: 'extension', name: 'pg_trgm', hints: {} } },
      'CREATE EXTENSION pg_trgm',
    ],
    [
      {
        kind: 'create_extension',
        extension: { kind: 'extension', name: 'uuid-ossp', schema: 'public', version: '1.1', hints: {} },
      },
      `CREATE EXTENSION "uuid-ossp" SCHEMA public VERSION '1.1'`,
    ],
  ],
  alter_extension: [
    [
      { kind: 'alter_extension', name: 'pg_trgm', action: { kind: 'update' } },
      'ALTER EXTENSION pg_trgm UPDATE',
    ],
    [
      { kind: 'alter_extension', name: 'pg_trgm', action: { kind: 'update', version: '1.6' } },
      "ALTER EXTENSION pg_trgm UPDATE TO '1.6'",
    ],
    [
      { kind: 'alter_extension', name: 'pg_trgm', action: { kind: 'set_schema', schema: 'extensions' } },
      'ALTER EXTENSION pg_trgm SET SCHEMA extensions',
    ],
  ],
  create_enum: [
    [
      { kind: 'create_enum', enum: { ...inPublic('mood'), values: values('ok', "it's", '\\n') } },
      `CREATE TYPE mood AS ENUM ('ok', 'it''s', '\\n')`,
    ],
    [
      { kind: 'create_enum', enum: { ...inPublic('none at all'), values: [] } },
      'CREATE TYPE "none at all" AS ENUM ()',
    ],
    [
      { kind: 'create_enum', enum: { schema: 'app', name: 'many', values: values(...long) } },
      lines('CREATE TYPE app.many AS ENUM (', long.map((value) => `  '${value}'`).join(',\n'), ')'),
    ],
  ],
  add_enum_value: [
    [{ kind: 'add_enum_value', type: inPublic('mood'), value: 'sad' }, "ALTER TYPE mood ADD VALUE 'sad'"],
    [
      {
        kind: 'add_enum_value',
        type: inPublic('mood'),
        value: 'sad',
        position: { side: 'before', neighbour: 'ok' },
      },
      "ALTER TYPE mood ADD VALUE 'sad' BEFORE 'ok'",
    ],
  ],
  rename_enum_value: [
    [
      { kind: 'rename_enum_value', type: inPublic('mood'), from: 'ok', to: "it's" },
      "ALTER TYPE mood RENAME VALUE 'ok' TO 'it''s'",
    ],
  ],
  create_domain: [
    [
      { kind: 'create_domain', domain: domain('amount', type('numeric', '10', '2')) },
      'CREATE DOMAIN amount AS numeric(10,2)',
    ],
    [
      {
        kind: 'create_domain',
        domain: domain('email', text, {
          collation: 'C',
          notNull: true,
          default: sql("'a@b'"),
          checks: [
            check('email_at', "VALUE LIKE '%@%'"),
            check('email_long', 'length(VALUE) < 100 AND VALUE = lower(VALUE)'),
          ],
        }),
      },
      lines(
        `CREATE DOMAIN email AS text COLLATE "C" NOT NULL DEFAULT 'a@b'`,
        `  CONSTRAINT email_at CHECK (VALUE LIKE '%@%')`,
        '  CONSTRAINT email_long CHECK (length(VALUE) < 100 AND VALUE = lower(VALUE))',
      ),
    ],
    [{ kind: 'create_domain', domain: domain('integer', integer) }, 'CREATE DOMAIN "integer" AS integer'],
  ],
  alter_domain: [
    [
      { kind: 'alter_domain', domain: email, action: { kind: 'set_default', expression: sql("'x'") } },
      "ALTER DOMAIN email SET DEFAULT 'x'",
    ],
    [
      { kind: 'alter_domain', domain: email, action: { kind: 'drop_default' } },
      'ALTER DOMAIN email DROP DEFAULT',
    ],
    [
      { kind: 'alter_domain', domain: email, action: { kind: 'set_not_null' } },
      'ALTER DOMAIN email SET NOT NULL',
    ],
    [
      { kind: 'alter_domain', domain: email, action: { kind: 'drop_not_null' } },
      'ALTER DOMAIN email DROP NOT NULL',
    ],
    [
      {
        kind: 'alter_domain',
        domain: email,
        action: { kind: 'add_check', check: check('ck', "VALUE <> ''"), notValid: true },
      },
      "ALTER DOMAIN email ADD CONSTRAINT ck CHECK (VALUE <> '') NOT VALID",
    ],
    [
      { kind: 'alter_domain', domain: email, action: { kind: 'validate_check', name: 'ck' } },
      'ALTER DOMAIN email VALIDATE CONSTRAINT ck',
    ],
    [
      { kind: 'alter_domain', domain: email, action: { kind: 'drop_check', name: 'ck' } },
      'ALTER DOMAIN email DROP CONSTRAINT ck',
    ],
    [
      { kind: 'alter_domain', domain: email, action: { kind: 'rename_check', from: 'ck', to: 'CK' } },
      'ALTER DOMAIN email RENAME CONSTRAINT ck TO "CK"',
    ],
  ],
};
