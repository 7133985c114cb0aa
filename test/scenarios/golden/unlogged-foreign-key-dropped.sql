-- A table becomes unlogged when the foreign key on it goes.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b DROP CONSTRAINT b_a_fkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
ALTER TABLE a SET UNLOGGED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
ALTER TABLE a SET LOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b ADD CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES a (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE b VALIDATE CONSTRAINT b_a_fkey;

COMMIT;
