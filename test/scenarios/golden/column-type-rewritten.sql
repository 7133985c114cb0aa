-- An integer becomes bigint: a rewrite, and it says so.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: people is written anew while nobody can read or write it
ALTER TABLE people ALTER COLUMN points TYPE bigint;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: people is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of points that does not fit makes this fail
ALTER TABLE people ALTER COLUMN points TYPE integer;

COMMIT;
