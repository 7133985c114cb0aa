-- A table moves into another schema, and sequences that belonged to it stay where they are, belong to nobody, to another or are no more.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE free OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE given OWNED BY NONE;

ALTER SEQUENCE given OWNED BY u.id;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE gone OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE renamed OWNED BY NONE;

-- hazard: backward-incompatible: programs that say renamed no longer find it
ALTER SEQUENCE renamed RENAME TO other;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t SET SCHEMA app;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: where gone stands is lost
DROP SEQUENCE gone;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say other no longer find it
ALTER SEQUENCE other RENAME TO renamed;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE app.t SET SCHEMA public;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE SEQUENCE gone;

ALTER SEQUENCE gone OWNED BY t.id;

ALTER SEQUENCE free OWNED BY t.id;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE given OWNED BY t.id;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE renamed OWNED BY t.id;

COMMIT;
