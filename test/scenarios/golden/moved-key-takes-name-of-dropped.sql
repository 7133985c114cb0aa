-- A table moves into another schema, and a key of it takes the name of a constraint of it that goes.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t SET SCHEMA app;

ALTER TABLE app.t DROP CONSTRAINT key;

ALTER TABLE app.t RENAME CONSTRAINT t_b_key TO key;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE app.t SET SCHEMA public;

ALTER TABLE t RENAME CONSTRAINT key TO t_b_key;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: nobody can read or write t while the index is built
ALTER TABLE t ADD CONSTRAINT key EXCLUDE (b WITH =);

COMMIT;
