import type { Target } from '../../../src/sql/statement.ts';
import { inPublic, integer, type } from '../build.ts';

/** Undefined where PostgreSQL has no such statement. */
type TargetGolden<T> = {
  readonly target: T;
  readonly drop: string | undefined;
  readonly rename: string | undefined;
  readonly setSchema: string | undefined;
  readonly comment: string;
};

const users = inPublic('users');

export const targets: {
  readonly [K in Target['kind']]: readonly TargetGolden<Target & { readonly kind: K }>[];
} = {
  schema: [
    {
      target: { kind: 'schema', name: 'App' },
      drop: 'DROP SCHEMA "App"',
      rename: 'ALTER SCHEMA "App" RENAME TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON SCHEMA "App" IS',
    },
  ],
  extension: [
    {
      target: { kind: 'extension', name: 'uuid-ossp' },
      drop: 'DROP EXTENSION "uuid-ossp"',
      rename: undefined,
      setSchema: 'ALTER EXTENSION "uuid-ossp" SET SCHEMA app',
      comment: 'COMMENT ON EXTENSION "uuid-ossp" IS',
    },
  ],
  enum: [
    {
      target: { kind: 'enum', name: inPublic('path') },
      drop: 'DROP TYPE public.path',
      rename: 'ALTER TYPE public.path RENAME TO "New"',
      setSchema: 'ALTER TYPE public.path SET SCHEMA app',
      comment: 'COMMENT ON TYPE public.path IS',
    },
  ],
  domain: [
    {
      target: { kind: 'domain', name: { schema: 'app', name: 'email' } },
      drop: 'DROP DOMAIN app.email',
      rename: 'ALTER DOMAIN app.email RENAME TO "New"',
      setSchema: 'ALTER DOMAIN app.email SET SCHEMA app',
      comment: 'COMMENT ON DOMAIN app.email IS',
    },
  ],
  sequence: [
    {
      target: { kind: 'sequence', name: inPublic('s') },
      drop: 'DROP SEQUENCE s',
      rename: 'ALTER SEQUENCE s RENAME TO "New"',
      setSchema: 'ALTER SEQUENCE s SET SCHEMA app',
      comment: 'COMMENT ON SEQUENCE s IS',
    },
  ],
  table: [
    {
      target: { kind: 'table', name: inPublic('user') },
      drop: 'DROP TABLE "user"',
      rename: 'ALTER TABLE "user" RENAME TO "New"',
      setSchema: 'ALTER TABLE "user" SET SCHEMA app',
      comment: 'COMMENT ON TABLE "user" IS',
    },
  ],
  view: [
    {
      target: { kind: 'view', name: inPublic('v') },
      drop: 'DROP VIEW v',
      rename: 'ALTER VIEW v RENAME TO "New"',
      setSchema: 'ALTER VIEW v SET SCHEMA app',
      comment: 'COMMENT ON VIEW v IS',
    },
  ],
  materialized_view: [
    {
      target: { kind: 'materialized_view', name: inPublic('m') },
      drop: 'DROP MATERIALIZED VIEW m',
      rename: 'ALTER MATERIALIZED VIEW m RENAME TO "New"',
      setSchema: 'ALTER MATERIALIZED VIEW m SET SCHEMA app',
      comment: 'COMMENT ON MATERIALIZED VIEW m IS',
    },
  ],
  index: [
    {
      target: { kind: 'index', name: { schema: 'app', name: 'i' } },
      drop: 'DROP INDEX app.i',
      rename: 'ALTER INDEX app.i RENAME TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON INDEX app.i IS',
    },
  ],
  function: [
    {
      target: {
        kind: 'function',
        name: inPublic('f'),
        arguments: [
          integer,
          type('character varying', '10'),
          { schema: 'app', name: 'Mood', modifiers: [], array: true },
        ],
      },
      drop: 'DROP FUNCTION public.f(integer, varchar, app."Mood"[])',
      rename: 'ALTER FUNCTION public.f(integer, varchar, app."Mood"[]) RENAME TO "New"',
      setSchema: 'ALTER FUNCTION public.f(integer, varchar, app."Mood"[]) SET SCHEMA app',
      comment: 'COMMENT ON FUNCTION public.f(integer, varchar, app."Mood"[]) IS',
    },
  ],
  procedure: [
    {
      target: { kind: 'procedure', name: { schema: 'app', name: 'p' }, arguments: [] },
      drop: 'DROP PROCEDURE app.p()',
      rename: 'ALTER PROCEDURE app.p() RENAME TO "New"',
      setSchema: 'ALTER PROCEDURE app.p() SET SCHEMA app',
      comment: 'COMMENT ON PROCEDURE app.p() IS',
    },
  ],
  column: [
    {
      target: { kind: 'column', relation: users, relationKind: 'table', name: 'E-mail' },
      drop: 'ALTER TABLE users DROP COLUMN "E-mail"',
      rename: 'ALTER TABLE users RENAME COLUMN "E-mail" TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON COLUMN users."E-mail" IS',
    },
    {
      target: { kind: 'column', relation: { schema: 'app', name: 'v' }, relationKind: 'view', name: 'a' },
      drop: undefined,
      rename: 'ALTER VIEW app.v RENAME COLUMN a TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON COLUMN app.v.a IS',
    },
    {
      target: { kind: 'column', relation: inPublic('m'), relationKind: 'materialized_view', name: 'a' },
      drop: undefined,
      rename: 'ALTER MATERIALIZED VIEW m RENAME COLUMN a TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON COLUMN m.a IS',
    },
  ],
  constraint: [
    {
      target: { kind: 'constraint', relation: users, relationKind: 'table', name: 'ck' },
      drop: 'ALTER TABLE users DROP CONSTRAINT ck',
      rename: 'ALTER TABLE users RENAME CONSTRAINT ck TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON CONSTRAINT ck ON users IS',
    },
  ],
  trigger: [
    {
      target: { kind: 'trigger', relation: users, relationKind: 'table', name: 'touch' },
      drop: 'DROP TRIGGER touch ON users',
      rename: 'ALTER TRIGGER touch ON users RENAME TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON TRIGGER touch ON users IS',
    },
  ],
  domain_constraint: [
    {
      target: { kind: 'domain_constraint', domain: inPublic('email'), name: 'ck' },
      drop: 'ALTER DOMAIN email DROP CONSTRAINT ck',
      rename: 'ALTER DOMAIN email RENAME CONSTRAINT ck TO "New"',
      setSchema: undefined,
      comment: 'COMMENT ON CONSTRAINT ck ON DOMAIN email IS',
    },
  ],
};
