-- A type is renamed that a function takes, under a default that calls it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that say e no longer find it
ALTER TYPE e RENAME TO e2;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that say e2 no longer find it
ALTER TYPE e2 RENAME TO e;

COMMIT;
