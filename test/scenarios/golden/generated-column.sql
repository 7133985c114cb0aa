-- A generated column gets another expression.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of people.size are lost
-- hazard: backward-incompatible: programs that use people.size fail
ALTER TABLE people DROP COLUMN size;

-- hazard: rewrite: people is written anew while nobody can read or write it
ALTER TABLE people ADD COLUMN size integer GENERATED ALWAYS AS (length(name) * 2) STORED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of people.size are lost
-- hazard: backward-incompatible: programs that use people.size fail
ALTER TABLE people DROP COLUMN size;

-- hazard: rewrite: people is written anew while nobody can read or write it
ALTER TABLE people ADD COLUMN size integer GENERATED ALWAYS AS (length(name)) STORED;

COMMIT;

-- forward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: people is written anew while nobody can read or write it
ALTER TABLE people ALTER COLUMN size SET EXPRESSION AS (length(name) * 2);

COMMIT;

-- backward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: people is written anew while nobody can read or write it
ALTER TABLE people ALTER COLUMN size SET EXPRESSION AS (length(name));

COMMIT;
