-- The name of a serial column's sequence is taken by another sequence.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t RENAME TO s;

ALTER TABLE s RENAME CONSTRAINT t_pkey TO s_pkey;

ALTER SEQUENCE t_id_seq RENAME TO s_id_seq;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say s no longer find it
ALTER TABLE s RENAME TO t;

ALTER TABLE t RENAME CONSTRAINT s_pkey TO t_pkey;

ALTER SEQUENCE s_id_seq RENAME TO t_id_seq;

COMMIT;
