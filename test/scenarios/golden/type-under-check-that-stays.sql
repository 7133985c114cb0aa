-- Two columns that a check compares change their type.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT c;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ALTER COLUMN a TYPE text,
  ALTER COLUMN b TYPE text;

ALTER TABLE t ADD CONSTRAINT c CHECK (a <= b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT c;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT c;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN a TYPE integer USING a::integer,
  ALTER COLUMN b TYPE integer USING b::integer;

ALTER TABLE t ADD CONSTRAINT c CHECK (a <= b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT c;

COMMIT;
