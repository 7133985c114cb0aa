-- A check, its column's type and an index on it change together.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a DROP CONSTRAINT ck_n;

-- hazard: rewrite: a is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of n that does not fit makes this fail
ALTER TABLE a ALTER COLUMN n TYPE integer USING n::integer;

ALTER TABLE a ADD CONSTRAINT ck_n CHECK (n >= 0) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT ck_n;

COMMIT;

CREATE INDEX CONCURRENTLY idx_n_new ON a (n, id);

DROP INDEX CONCURRENTLY idx_n;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_n_new RENAME TO idx_n;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a DROP CONSTRAINT ck_n;

-- hazard: rewrite: a is written anew while nobody can read or write it
ALTER TABLE a ALTER COLUMN n TYPE text;

ALTER TABLE a ADD CONSTRAINT ck_n CHECK (n ~ '^[0-9]+$') NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT ck_n;

COMMIT;

CREATE INDEX CONCURRENTLY idx_n_new ON a (n);

DROP INDEX CONCURRENTLY idx_n;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_n_new RENAME TO idx_n;

COMMIT;
