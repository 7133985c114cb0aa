-- A serial column becomes bigserial, and the keys that refer to it follow.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
ALTER TABLE b ALTER COLUMN id TYPE bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE b_id_seq AS bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b DROP CONSTRAINT b_a_id_fkey;

-- hazard: rewrite: b is written anew while nobody can read or write it; a stays locked meanwhile
ALTER TABLE b ALTER COLUMN a_id TYPE bigint;

-- hazard: rewrite: a is written anew while nobody can read or write it; b stays locked meanwhile
ALTER TABLE a ALTER COLUMN id TYPE bigint;

ALTER SEQUENCE a_id_seq AS bigint;

ALTER TABLE b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE b VALIDATE CONSTRAINT b_a_id_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE b ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE b_id_seq AS integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b DROP CONSTRAINT b_a_id_fkey;

-- hazard: rewrite: b is written anew while nobody can read or write it; a stays locked meanwhile
-- hazard: backward-incompatible: a value of a_id that does not fit makes this fail
ALTER TABLE b ALTER COLUMN a_id TYPE integer;

-- hazard: rewrite: a is written anew while nobody can read or write it; b stays locked meanwhile
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE a ALTER COLUMN id TYPE integer;

ALTER SEQUENCE a_id_seq AS integer;

ALTER TABLE b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE b VALIDATE CONSTRAINT b_a_id_fkey;

COMMIT;
