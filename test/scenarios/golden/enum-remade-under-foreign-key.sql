-- An enum is remade under a key and the foreign key on it.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u DROP CONSTRAINT u_m_fkey;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('b', 'c');

-- hazard: rewrite: t is written anew while nobody can read or write it; u stays locked meanwhile
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;

-- hazard: rewrite: u is written anew while nobody can read or write it; t stays locked meanwhile
-- hazard: backward-incompatible: a row of u with a value that the new type does not have makes this fail
ALTER TABLE u ALTER COLUMN m TYPE mood USING m::text::mood;

DROP TYPE mood_old;

ALTER TABLE u ADD CONSTRAINT u_m_fkey FOREIGN KEY (m) REFERENCES t (m) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE u VALIDATE CONSTRAINT u_m_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE mood ADD VALUE 'a' BEFORE 'b';

COMMIT;
