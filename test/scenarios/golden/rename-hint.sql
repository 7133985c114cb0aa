-- Something dropped and something added look like one rename.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD COLUMN full_name text;

-- hazard: data-loss: the values of people.name are lost
-- hazard: backward-incompatible: programs that use people.name fail
ALTER TABLE people DROP COLUMN name;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD COLUMN name text;

-- hazard: data-loss: the values of people.full_name are lost
-- hazard: backward-incompatible: programs that use people.full_name fail
ALTER TABLE people DROP COLUMN full_name;

COMMIT;
