-- A key and the foreign key on it become text.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u DROP CONSTRAINT u_t_fkey;

-- hazard: rewrite: u is written anew while nobody can read or write it; t stays locked meanwhile
ALTER TABLE u ALTER COLUMN t TYPE text;

-- hazard: rewrite: t is written anew while nobody can read or write it; u stays locked meanwhile
ALTER TABLE t ALTER COLUMN id TYPE text;

ALTER TABLE u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES t (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE u VALIDATE CONSTRAINT u_t_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u DROP CONSTRAINT u_t_fkey;

-- hazard: rewrite: u is written anew while nobody can read or write it; t stays locked meanwhile
-- hazard: backward-incompatible: a value of t that does not fit makes this fail
ALTER TABLE u ALTER COLUMN t TYPE integer USING t::integer;

-- hazard: rewrite: t is written anew while nobody can read or write it; u stays locked meanwhile
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE t ALTER COLUMN id TYPE integer USING id::integer;

ALTER TABLE u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES t (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE u VALIDATE CONSTRAINT u_t_fkey;

COMMIT;
