-- A serial column becomes plain while it is renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.id no longer find it
ALTER TABLE t RENAME COLUMN id TO nr;

ALTER TABLE t ALTER COLUMN nr DROP DEFAULT;

DROP SEQUENCE t_id_seq;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.nr no longer find it
ALTER TABLE t RENAME COLUMN nr TO id;

CREATE SEQUENCE t_id_seq AS integer;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);

SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

COMMIT;
