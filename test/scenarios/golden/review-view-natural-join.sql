-- A column changes its type under a view that joins on it without saying its name.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
ALTER TABLE a ALTER COLUMN id TYPE bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
ALTER TABLE b ALTER COLUMN id TYPE bigint;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE a ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE b ALTER COLUMN id TYPE integer;

COMMIT;
