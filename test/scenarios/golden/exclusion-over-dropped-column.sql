-- A column goes that only the WHERE or an expression of an exclusion constraint mentions.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT x;

ALTER TABLE t DROP CONSTRAINT y;

-- hazard: data-loss: the values of t.m are lost
-- hazard: backward-incompatible: programs that use t.m fail
ALTER TABLE t DROP COLUMN m;

-- hazard: data-loss: the values of t.name are lost
-- hazard: backward-incompatible: programs that use t.name fail
ALTER TABLE t DROP COLUMN name;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN m integer;

ALTER TABLE t ADD COLUMN name text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: nobody can read or write t while the index is built
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING hash (b WITH =) WHERE (name IS NOT NULL);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: nobody can read or write t while the index is built
ALTER TABLE t ADD CONSTRAINT y EXCLUDE USING hash ((m + 1) WITH =);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: nobody can read or write t while the index is built
ALTER TABLE t ADD CONSTRAINT z EXCLUDE USING hash (m WITH =) WHERE (name IS NOT NULL);

COMMIT;
