-- Two columns come with a check of both, and an exclusion of one where the other says so.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN a integer;

ALTER TABLE t ADD COLUMN b bigint;

ALTER TABLE t ADD CONSTRAINT "both" CHECK (a < b OR b IS NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT "both";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: nobody can read or write t while the index is built
ALTER TABLE t ADD CONSTRAINT one EXCLUDE (b WITH =) WHERE (a <> 7);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.b are lost
-- hazard: backward-incompatible: programs that use t.b fail
ALTER TABLE t DROP COLUMN b;

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE t DROP COLUMN a;

COMMIT;
