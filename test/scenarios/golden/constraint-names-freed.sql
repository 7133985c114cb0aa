-- Constraints take over the names of one that goes with its column and of one that is renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t RENAME CONSTRAINT c TO d;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY c ON t (b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX c;

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE t DROP COLUMN a;

ALTER TABLE t ADD CONSTRAINT k CHECK (b <> '') NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT k;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN a text;

ALTER TABLE t DROP CONSTRAINT k;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY k ON t (a);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX k;

ALTER TABLE t DROP CONSTRAINT c;

ALTER TABLE t RENAME CONSTRAINT d TO c;

COMMIT;
