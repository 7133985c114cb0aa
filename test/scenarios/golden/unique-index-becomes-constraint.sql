-- A unique index becomes a constraint under a foreign key.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE s DROP CONSTRAINT s_a_fkey;

COMMIT;

DROP INDEX CONCURRENTLY k;

CREATE UNIQUE INDEX CONCURRENTLY k ON t (a);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX k;

ALTER TABLE s ADD CONSTRAINT s_a_fkey FOREIGN KEY (a) REFERENCES t (a) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE s VALIDATE CONSTRAINT s_a_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE s DROP CONSTRAINT s_a_fkey;

ALTER TABLE t DROP CONSTRAINT k;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY k ON t (a);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE s ADD CONSTRAINT s_a_fkey FOREIGN KEY (a) REFERENCES t (a) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE s VALIDATE CONSTRAINT s_a_fkey;

COMMIT;
