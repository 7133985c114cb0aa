-- A domain gets another type, which makes it anew.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN code RENAME TO code_old;

CREATE DOMAIN code AS varchar(9) NOT NULL CONSTRAINT code_check CHECK (VALUE <> '');

-- hazard: rewrite: things is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of things with a value that the new type does not have makes this fail
ALTER TABLE things
  ALTER COLUMN code DROP DEFAULT,
  ALTER COLUMN code TYPE code USING code::text::code,
  ALTER COLUMN code SET DEFAULT 'x';

DROP DOMAIN code_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN code RENAME TO code_old;

CREATE DOMAIN code AS varchar(5) CONSTRAINT code_check CHECK (VALUE <> '');

-- hazard: rewrite: things is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of things with a value that the new type does not have makes this fail
ALTER TABLE things
  ALTER COLUMN code DROP DEFAULT,
  ALTER COLUMN code TYPE code USING code::text::code,
  ALTER COLUMN code SET DEFAULT 'x';

DROP DOMAIN code_old;

COMMIT;
