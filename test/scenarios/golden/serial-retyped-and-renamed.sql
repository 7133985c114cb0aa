-- A serial column gets another name and another integer type.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.id no longer find it
ALTER TABLE t RENAME COLUMN id TO no;

ALTER SEQUENCE t_id_seq RENAME TO t_no_seq;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN no TYPE bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE t_no_seq AS bigint;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.no no longer find it
ALTER TABLE t RENAME COLUMN no TO id;

ALTER SEQUENCE t_no_seq RENAME TO t_id_seq;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE t ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE t_id_seq AS integer;

COMMIT;
