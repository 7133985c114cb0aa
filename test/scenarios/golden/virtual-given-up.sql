-- A virtual column becomes an ordinary one, which has no values.

-- forward, PostgreSQL 18 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

ALTER TABLE t ADD COLUMN g integer;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

ALTER TABLE t ADD COLUMN g integer GENERATED ALWAYS AS (id + 1) VIRTUAL;

COMMIT;
