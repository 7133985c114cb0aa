-- A serial column becomes plain while its table is renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t RENAME TO s;

ALTER TABLE s RENAME CONSTRAINT t_pkey TO s_pkey;

ALTER TABLE s ALTER COLUMN id DROP DEFAULT;

DROP SEQUENCE t_id_seq;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say s no longer find it
ALTER TABLE s RENAME TO t;

ALTER TABLE t RENAME CONSTRAINT s_pkey TO t_pkey;

CREATE SEQUENCE t_id_seq AS integer;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);

SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

COMMIT;
