-- A table takes the name of a constraint of its own that goes.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a RENAME CONSTRAINT v TO v_old;

-- hazard: backward-incompatible: programs that say a no longer find it
ALTER TABLE a RENAME TO v;

ALTER TABLE v RENAME CONSTRAINT a_pkey TO v_pkey;

ALTER TABLE v DROP CONSTRAINT v_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say v no longer find it
ALTER TABLE v RENAME TO a;

ALTER TABLE a RENAME CONSTRAINT v_pkey TO a_pkey;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY v ON a (b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT v UNIQUE USING INDEX v;

COMMIT;
