-- An enum gives way to text under a default, a check and a partial index.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT t_m_check;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ALTER COLUMN m DROP DEFAULT,
  ALTER COLUMN m TYPE text,
  ALTER COLUMN m SET DEFAULT 'a';

ALTER TABLE t ADD CONSTRAINT t_m_check CHECK (m <> 'b') NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_m_check;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (id) WHERE m = 'a';

BEGIN;

DROP TYPE m;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;

CREATE TYPE m AS ENUM ('a', 'b');

COMMIT;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT t_m_check;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of m that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN m DROP DEFAULT,
  ALTER COLUMN m TYPE m USING m::m,
  ALTER COLUMN m SET DEFAULT 'a';

ALTER TABLE t ADD CONSTRAINT t_m_check CHECK (m <> 'b') NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_m_check;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (id) WHERE m = 'a';
