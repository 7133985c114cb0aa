-- Tables with a foreign key between them become logged.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
ALTER TABLE b SET LOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
ALTER TABLE a SET LOGGED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is written anew while nobody can read or write it
ALTER TABLE a SET UNLOGGED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is written anew while nobody can read or write it
ALTER TABLE b SET UNLOGGED;

COMMIT;
