-- A key and the foreign key on it become text.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN id TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: u is written anew while nobody can read or write it
ALTER TABLE u ALTER COLUMN t TYPE text;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE t ALTER COLUMN id TYPE integer USING id::integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: u is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of t that does not fit makes this fail
ALTER TABLE u ALTER COLUMN t TYPE integer USING t::integer;

COMMIT;
