-- A serial column becomes a text and no key any more, and a materialized view of it comes.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ALTER COLUMN id DROP DEFAULT,
  ALTER COLUMN id TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP SEQUENCE t_id_seq;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE MATERIALIZED VIEW m AS
SELECT id, v FROM t;

ALTER TABLE t DROP CONSTRAINT t_pkey;

ALTER TABLE t ALTER COLUMN id DROP NOT NULL;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read m fail
DROP MATERIALIZED VIEW m;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE t ALTER COLUMN id TYPE integer USING id::integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE SEQUENCE t_id_seq AS integer;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);

-- hazard: blocking: t stays locked while every row of t is read for the greatest id
SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE t ADD CONSTRAINT t_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_id_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN id SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_id_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read m fail
DROP MATERIALIZED VIEW m;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE t ALTER COLUMN id TYPE integer USING id::integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE SEQUENCE t_id_seq AS integer;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);

-- hazard: blocking: t stays locked while every row of t is read for the greatest id
SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_id_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;

COMMIT;
