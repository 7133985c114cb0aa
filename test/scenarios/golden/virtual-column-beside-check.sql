-- What a virtual column is generated from changes in a table that has checks.

-- forward, PostgreSQL 18 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.twice are lost
-- hazard: backward-incompatible: programs that use t.twice fail
ALTER TABLE t DROP COLUMN twice;

ALTER TABLE t ADD COLUMN twice bigint GENERATED ALWAYS AS (id + 1) VIRTUAL;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.twice are lost
-- hazard: backward-incompatible: programs that use t.twice fail
ALTER TABLE t DROP COLUMN twice;

ALTER TABLE t ADD COLUMN twice bigint GENERATED ALWAYS AS (id * 2) VIRTUAL;

COMMIT;
