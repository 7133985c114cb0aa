-- An enum is remade under a domain over it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN dm RENAME TO dm_old;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('b', 'c');

CREATE DOMAIN dm AS mood;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t ALTER COLUMN m TYPE dm USING m::text::dm;

DROP DOMAIN dm_old;

DROP TYPE mood_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE mood ADD VALUE 'a' BEFORE 'b';

COMMIT;
