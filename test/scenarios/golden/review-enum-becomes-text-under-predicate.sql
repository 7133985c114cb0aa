-- An enum gives way to text under a default, a check and a partial index.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ALTER COLUMN m DROP DEFAULT,
  ALTER COLUMN m TYPE text,
  ALTER COLUMN m SET DEFAULT 'a';

COMMIT;

BEGIN;

DROP TYPE m;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE TYPE m AS ENUM ('a', 'b');

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of m that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN m DROP DEFAULT,
  ALTER COLUMN m TYPE m USING m::m,
  ALTER COLUMN m SET DEFAULT 'a';

COMMIT;
