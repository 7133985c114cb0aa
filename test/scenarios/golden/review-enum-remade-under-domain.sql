-- An enum is remade under a domain over it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('b', 'c');

DROP TYPE mood_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE mood ADD VALUE 'a' BEFORE 'b';

COMMIT;
