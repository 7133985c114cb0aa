-- A generated column with constraints, an index and a foreign key on it changes its expression.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT c;

ALTER TABLE s DROP CONSTRAINT s_g_fkey;

ALTER TABLE t DROP CONSTRAINT u;

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it; s stays locked meanwhile
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (upper(a)) STORED;

ALTER TABLE t ADD CONSTRAINT c CHECK (g <> '') NOT VALID;

COMMENT ON COLUMN t.g IS 'hi';

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY u ON t (g);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX u;

ALTER TABLE s ADD CONSTRAINT s_g_fkey FOREIGN KEY (g) REFERENCES t (g) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE s VALIDATE CONSTRAINT s_g_fkey;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT c;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (g, a);

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT c;

ALTER TABLE s DROP CONSTRAINT s_g_fkey;

ALTER TABLE t DROP CONSTRAINT u;

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it; s stays locked meanwhile
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (lower(a)) STORED;

ALTER TABLE t ADD CONSTRAINT c CHECK (g <> '') NOT VALID;

COMMENT ON COLUMN t.g IS 'hi';

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY u ON t (g);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX u;

ALTER TABLE s ADD CONSTRAINT s_g_fkey FOREIGN KEY (g) REFERENCES t (g) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE s VALIDATE CONSTRAINT s_g_fkey;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT c;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (g, a);

-- forward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it; s stays locked meanwhile
ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (upper(a));

COMMIT;

-- backward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it; s stays locked meanwhile
ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (lower(a));

COMMIT;
