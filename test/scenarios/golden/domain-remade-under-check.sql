-- A domain is remade under checks, indexes and foreign keys.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT t_x_check;

ALTER TABLE s DROP CONSTRAINT s_x_fkey;

ALTER DOMAIN d RENAME TO d_old;

CREATE DOMAIN d AS bigint;

-- hazard: rewrite: s is written anew while nobody can read or write it; t stays locked meanwhile
-- hazard: backward-incompatible: a row of s with a value that the new type does not have makes this fail
ALTER TABLE s ALTER COLUMN x TYPE d USING x::text::d;

-- hazard: rewrite: t is written anew while nobody can read or write it; s stays locked meanwhile
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t
  ALTER COLUMN id TYPE d USING id::text::d,
  ALTER COLUMN x TYPE d USING x::text::d;

DROP DOMAIN d_old;

ALTER TABLE s ADD CONSTRAINT s_x_fkey FOREIGN KEY (x) REFERENCES t (id) NOT VALID;

ALTER TABLE t ADD CONSTRAINT t_x_check CHECK (x > 0) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_x_check;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t ((x + 1));

BEGIN;

ALTER TABLE s VALIDATE CONSTRAINT s_x_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT t_x_check;

ALTER TABLE s DROP CONSTRAINT s_x_fkey;

ALTER DOMAIN d RENAME TO d_old;

CREATE DOMAIN d AS integer;

-- hazard: rewrite: s is written anew while nobody can read or write it; t stays locked meanwhile
-- hazard: backward-incompatible: a row of s with a value that the new type does not have makes this fail
ALTER TABLE s ALTER COLUMN x TYPE d USING x::text::d;

-- hazard: rewrite: t is written anew while nobody can read or write it; s stays locked meanwhile
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t
  ALTER COLUMN id TYPE d USING id::text::d,
  ALTER COLUMN x TYPE d USING x::text::d;

DROP DOMAIN d_old;

ALTER TABLE s ADD CONSTRAINT s_x_fkey FOREIGN KEY (x) REFERENCES t (id) NOT VALID;

ALTER TABLE t ADD CONSTRAINT t_x_check CHECK (x > 0) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_x_check;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t ((x + 1));

BEGIN;

ALTER TABLE s VALIDATE CONSTRAINT s_x_fkey;

COMMIT;
