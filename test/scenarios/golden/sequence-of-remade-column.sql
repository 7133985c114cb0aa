-- A sequence belongs to a column that is generated, and is not.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN flag DROP EXPRESSION;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE s OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.flag are lost
-- hazard: backward-incompatible: programs that use t.flag fail
ALTER TABLE t DROP COLUMN flag;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN flag boolean GENERATED ALWAYS AS (id > 0) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE s OWNED BY t.flag;

COMMIT;
