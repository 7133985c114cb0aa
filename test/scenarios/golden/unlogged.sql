-- A table becomes unlogged: a rewrite.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: cache is written anew while nobody can read or write it
ALTER TABLE cache SET UNLOGGED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: cache is written anew while nobody can read or write it
ALTER TABLE cache SET LOGGED;

COMMIT;
