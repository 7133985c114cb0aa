-- A value of an enum is renamed once a column has left the enum, and a new check and index speak of the new value.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN b TYPE text[] USING b::text[]::text[];

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that write 'low' fail
ALTER TYPE e RENAME VALUE 'low' TO 'top';

ALTER TABLE t ADD CONSTRAINT k CHECK (a <> 'top') NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT k;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (id) WHERE a <> 'top';

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;

-- hazard: backward-incompatible: programs that write 'top' fail
ALTER TYPE e RENAME VALUE 'top' TO 'low';

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
ALTER TABLE t ALTER COLUMN b TYPE e[] USING b::e[];

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT k;

COMMIT;

DROP INDEX CONCURRENTLY i;
