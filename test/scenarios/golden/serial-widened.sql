-- A serial column becomes bigserial, and the keys that refer to it follow.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
ALTER TABLE a ALTER COLUMN id TYPE bigint;

COMMIT;

BEGIN;

ALTER SEQUENCE a_id_seq AS bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
ALTER TABLE b ALTER COLUMN a_id TYPE bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
ALTER TABLE b ALTER COLUMN id TYPE bigint;

COMMIT;

BEGIN;

ALTER SEQUENCE b_id_seq AS bigint;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE a ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;

ALTER SEQUENCE a_id_seq AS integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a_id that does not fit makes this fail
ALTER TABLE b ALTER COLUMN a_id TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE b ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;

ALTER SEQUENCE b_id_seq AS integer;

COMMIT;
