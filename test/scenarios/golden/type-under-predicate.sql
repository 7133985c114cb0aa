-- A column and the predicate over it change their type.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY j;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN a TYPE text;

COMMIT;

CREATE INDEX CONCURRENTLY j ON t (id) WHERE a = 'true';

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY j;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
ALTER TABLE t ALTER COLUMN a TYPE boolean USING a::boolean;

COMMIT;

CREATE INDEX CONCURRENTLY j ON t (id) WHERE a;
