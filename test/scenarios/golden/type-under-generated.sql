-- A column gets longer under a generated column.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

ALTER TABLE t ALTER COLUMN a TYPE varchar(40);

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (lower(a)) STORED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
ALTER TABLE t ALTER COLUMN a TYPE varchar(20);

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (lower(a)) STORED;

COMMIT;
