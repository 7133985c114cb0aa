-- A new value of an enum becomes a column's default, and goes again.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE m ADD VALUE 'x';

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN m SET DEFAULT 'x';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TYPE m RENAME TO m_old;

CREATE TYPE m AS ENUM ('a', 'b');

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t
  ALTER COLUMN m DROP DEFAULT,
  ALTER COLUMN m TYPE m USING m::text::m,
  ALTER COLUMN m SET DEFAULT 'a';

DROP TYPE m_old;

COMMIT;
