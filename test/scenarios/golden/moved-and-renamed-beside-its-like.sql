-- A table moves into a schema where another one has the name that it gives up, and with it the names of what comes with it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE app.t RENAME TO t2;

ALTER TABLE app.t2 RENAME CONSTRAINT t_pkey TO t2_t_pkey_old;

ALTER TABLE app.t2 RENAME CONSTRAINT t_v_key TO t2_t_v_key_old;

ALTER SEQUENCE app.t_id_seq RENAME TO t2_t_id_seq_old;

ALTER SEQUENCE app.t_n_seq RENAME TO t2_t_n_seq_old;

ALTER TABLE app.t2 SET SCHEMA public;

ALTER TABLE t2 RENAME CONSTRAINT t2_t_pkey_old TO t2_pkey;

ALTER SEQUENCE t2_t_id_seq_old RENAME TO t2_id_seq;

ALTER SEQUENCE t2_t_n_seq_old RENAME TO t2_n_seq;

ALTER TABLE t2 RENAME CONSTRAINT t2_t_v_key_old TO t2_v_key;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t2 no longer find it
ALTER TABLE t2 SET SCHEMA app;

ALTER TABLE app.t2 RENAME TO t;

ALTER TABLE app.t RENAME CONSTRAINT t2_pkey TO t_pkey;

ALTER SEQUENCE app.t2_id_seq RENAME TO t_id_seq;

ALTER SEQUENCE app.t2_n_seq RENAME TO t_n_seq;

ALTER TABLE app.t RENAME CONSTRAINT t2_v_key TO t_v_key;

COMMIT;
