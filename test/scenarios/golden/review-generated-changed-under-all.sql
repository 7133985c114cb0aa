-- A generated column with constraints, an index and a foreign key on it changes its expression.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (upper(a)) STORED;

COMMIT;

BEGIN;

COMMENT ON COLUMN t.g IS 'hi';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (lower(a)) STORED;

COMMIT;

BEGIN;

COMMENT ON COLUMN t.g IS 'hi';

COMMIT;

-- forward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (upper(a));

COMMIT;

-- backward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (lower(a));

COMMIT;
