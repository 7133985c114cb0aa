-- Sequences that belong to unlogged tables are unlogged.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE UNLOGGED SEQUENCE new;

ALTER SEQUENCE new OWNED BY b.id;

ALTER SEQUENCE free OWNED BY c.n;

ALTER SEQUENCE free SET UNLOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE u OWNED BY NONE;

ALTER SEQUENCE u SET LOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it; s stays locked meanwhile
ALTER TABLE a SET UNLOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE UNLOGGED SEQUENCE b_id_seq AS integer;

ALTER SEQUENCE b_id_seq OWNED BY b.id;

ALTER TABLE b ALTER COLUMN id SET DEFAULT nextval('b_id_seq'::regclass);

SELECT setval('b_id_seq'::regclass, max(id)::bigint)
  FROM b
  HAVING max(id) >= (SELECT last_value FROM b_id_seq);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE free OWNED BY NONE;

ALTER SEQUENCE free SET LOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE u OWNED BY c.n;

ALTER SEQUENCE u SET UNLOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it; s stays locked meanwhile
ALTER TABLE a SET LOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b ALTER COLUMN id DROP DEFAULT;

DROP SEQUENCE b_id_seq;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: where new stands is lost
DROP SEQUENCE new;

COMMIT;
