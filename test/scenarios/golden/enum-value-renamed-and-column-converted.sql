-- A text becomes an enum of which a value gets another name, and is the same text again afterwards.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that write 'a' fail
ALTER TYPE e RENAME VALUE 'a' TO 'z';

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of m that does not fit makes this fail
ALTER TABLE t ALTER COLUMN m TYPE e USING m::e;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN m TYPE text;

COMMIT;

BEGIN;

-- hazard: backward-incompatible: programs that write 'z' fail
ALTER TYPE e RENAME VALUE 'z' TO 'a';

COMMIT;
