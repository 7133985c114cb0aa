-- A table with a serial column is renamed and its column as well, and another such table moves.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say u no longer find it
ALTER TABLE u SET SCHEMA b;

-- hazard: backward-incompatible: programs that say u.id no longer find it
ALTER TABLE b.u RENAME COLUMN id TO nr;

ALTER SEQUENCE b.u_id_seq RENAME TO u_nr_seq;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t RENAME TO s;

-- hazard: backward-incompatible: programs that say s.id no longer find it
ALTER TABLE s RENAME COLUMN id TO nr;

ALTER TABLE s RENAME CONSTRAINT t_pkey TO s_pkey;

ALTER SEQUENCE t_id_seq RENAME TO s_nr_seq;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say s no longer find it
ALTER TABLE s RENAME TO t;

-- hazard: backward-incompatible: programs that say t.nr no longer find it
ALTER TABLE t RENAME COLUMN nr TO id;

ALTER TABLE t RENAME CONSTRAINT s_pkey TO t_pkey;

ALTER SEQUENCE s_nr_seq RENAME TO t_id_seq;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say u no longer find it
ALTER TABLE b.u SET SCHEMA public;

-- hazard: backward-incompatible: programs that say u.nr no longer find it
ALTER TABLE u RENAME COLUMN nr TO id;

ALTER SEQUENCE u_nr_seq RENAME TO u_id_seq;

COMMIT;
