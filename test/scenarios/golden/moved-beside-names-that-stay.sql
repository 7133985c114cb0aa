-- A table moves into a schema where what stays has names of its parts that go or get other ones.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE app.t RENAME CONSTRAINT k1 TO t_k1_old;

ALTER TABLE app.t RENAME CONSTRAINT k2 TO t_k2_old;

ALTER INDEX app.i1 RENAME TO t_i1_old;

ALTER INDEX app.i2 RENAME TO t_i2_old;

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE app.t SET SCHEMA public;

ALTER INDEX t_i2_old RENAME TO i3;

ALTER TABLE t RENAME CONSTRAINT t_k2_old TO k3;

ALTER TABLE t DROP CONSTRAINT t_k1_old;

ALTER TABLE t ALTER COLUMN id DROP NOT NULL;

COMMIT;

DROP INDEX CONCURRENTLY t_i1_old;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t SET SCHEMA app;

ALTER INDEX app.i3 RENAME TO i2;

ALTER TABLE app.t RENAME CONSTRAINT k3 TO k2;

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE app.t ADD CONSTRAINT t_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE app.t VALIDATE CONSTRAINT t_id_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE app.t ALTER COLUMN id SET NOT NULL;

ALTER TABLE app.t DROP CONSTRAINT t_id_not_null_check;

COMMIT;

CREATE INDEX CONCURRENTLY i1 ON app.t (b);

CREATE UNIQUE INDEX CONCURRENTLY k1 ON app.t (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE app.t ADD CONSTRAINT k1 PRIMARY KEY USING INDEX k1;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t SET SCHEMA app;

ALTER INDEX app.i3 RENAME TO i2;

ALTER TABLE app.t RENAME CONSTRAINT k3 TO k2;

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE app.t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE app.t VALIDATE CONSTRAINT t_id_not_null;

COMMIT;

CREATE INDEX CONCURRENTLY i1 ON app.t (b);

CREATE UNIQUE INDEX CONCURRENTLY k1 ON app.t (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE app.t ADD CONSTRAINT k1 PRIMARY KEY USING INDEX k1;

COMMIT;
