-- A virtual column that is NOT NULL is added, and takes the place of a plain one.

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE t DROP COLUMN a;

ALTER TABLE t ADD COLUMN a boolean GENERATED ALWAYS AS (id > 0) VIRTUAL;

-- hazard: backward-incompatible: rows for which t.a is NULL make this fail
ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID;

ALTER TABLE t ADD COLUMN b integer GENERATED ALWAYS AS (id + 1) VIRTUAL;

-- hazard: backward-incompatible: rows for which t.b is NULL make this fail
ALTER TABLE t ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_b_not_null;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE t DROP COLUMN a;

ALTER TABLE t ADD COLUMN a boolean;

-- hazard: data-loss: the values of t.b are lost
-- hazard: backward-incompatible: programs that use t.b fail
ALTER TABLE t DROP COLUMN b;

COMMIT;
