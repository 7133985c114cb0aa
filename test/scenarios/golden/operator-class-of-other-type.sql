-- A column gets a type that the operator class of an index of it does not take, and the index goes.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;

CREATE TYPE level AS ENUM ('low', 'mid');

COMMIT;

DROP INDEX CONCURRENTLY by_value;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of value that does not fit makes this fail
ALTER TABLE t ALTER COLUMN value TYPE level USING 'low'::level;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of value that does not fit makes this fail
ALTER TABLE t ALTER COLUMN value TYPE varchar(20);

COMMIT;

CREATE INDEX CONCURRENTLY by_value ON t (value text_pattern_ops);

BEGIN;

DROP TYPE level;

COMMIT;
