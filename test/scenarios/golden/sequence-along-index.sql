-- Columns with an index begin to count, under an index that stays, one that goes, a key, and one that is no help.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE SEQUENCE t_id_seq AS integer;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);

SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

ALTER TABLE t ALTER COLUMN m ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval('t_m_seq'::regclass, max(m)::bigint)
  FROM t
  HAVING max(m) >= (SELECT last_value FROM t_m_seq);

CREATE SEQUENCE t_n_seq AS integer;

ALTER SEQUENCE t_n_seq OWNED BY t.n;

ALTER TABLE t ALTER COLUMN n SET DEFAULT nextval('t_n_seq'::regclass);

SELECT setval('t_n_seq'::regclass, max(n)::bigint)
  FROM t
  HAVING max(n) >= (SELECT last_value FROM t_n_seq);

CREATE SEQUENCE t_o_seq AS integer;

ALTER SEQUENCE t_o_seq OWNED BY t.o;

ALTER TABLE t ALTER COLUMN o SET DEFAULT nextval('t_o_seq'::regclass);

-- hazard: blocking: t stays locked while every row of t is read for the greatest o
SELECT setval('t_o_seq'::regclass, max(o)::bigint)
  FROM t
  HAVING max(o) >= (SELECT last_value FROM t_o_seq);

COMMIT;

DROP INDEX CONCURRENTLY j;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN id DROP DEFAULT;

DROP SEQUENCE t_id_seq;

ALTER TABLE t ALTER COLUMN m DROP IDENTITY;

ALTER TABLE t ALTER COLUMN n DROP DEFAULT;

DROP SEQUENCE t_n_seq;

ALTER TABLE t ALTER COLUMN o DROP DEFAULT;

DROP SEQUENCE t_o_seq;

COMMIT;

CREATE INDEX CONCURRENTLY j ON t (m, n);
