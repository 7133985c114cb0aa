-- An enum is remade under a domain that changes as well.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN dm RENAME TO dm_old;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('b', 'c');

CREATE DOMAIN dm AS mood CONSTRAINT dm_check CHECK (VALUE <> 'b');

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t
  ALTER COLUMN m DROP DEFAULT,
  ALTER COLUMN m TYPE dm USING m::text::dm,
  ALTER COLUMN m SET DEFAULT 'c';

DROP DOMAIN dm_old;

DROP TYPE mood_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE mood ADD VALUE 'a' BEFORE 'b';

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN dm DROP CONSTRAINT dm_check;

ALTER DOMAIN dm ADD CONSTRAINT dm_check CHECK (VALUE <> 'a') NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: t stays locked while every value of dm is checked
ALTER DOMAIN dm VALIDATE CONSTRAINT dm_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN m SET DEFAULT 'b';

COMMIT;
