-- A serial column becomes an identity column while it and its table are renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t RENAME TO s;

-- hazard: backward-incompatible: programs that say s.id no longer find it
ALTER TABLE s RENAME COLUMN id TO nr;

ALTER TABLE s RENAME CONSTRAINT t_pkey TO s_pkey;

ALTER SEQUENCE t_id_seq RENAME TO s_nr_seq;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: s is written anew while nobody can read or write it
ALTER TABLE s ALTER COLUMN nr TYPE bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE s ALTER COLUMN nr DROP DEFAULT;

DROP SEQUENCE s_nr_seq;

ALTER TABLE s ALTER COLUMN nr ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval('s_nr_seq'::regclass, max(nr)::bigint)
  FROM s
  HAVING max(nr) >= (SELECT last_value FROM s_nr_seq);

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

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE t ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE t_id_seq AS integer;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);

SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

COMMIT;
