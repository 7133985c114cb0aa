-- A check with the name that NOT NULL gets gives way to it.

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.a empty fail
ALTER TABLE t ADD CONSTRAINT t_a_not_null1 NOT NULL a NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null1;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT t_a_not_null;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID;

ALTER TABLE t ALTER COLUMN a DROP NOT NULL;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null;

COMMIT;
