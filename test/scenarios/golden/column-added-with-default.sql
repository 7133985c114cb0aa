-- A column with a constant default is added NOT NULL; the catalog alone says it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD COLUMN active boolean NOT NULL DEFAULT true;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of people.active are lost
-- hazard: backward-incompatible: programs that use people.active fail
ALTER TABLE people DROP COLUMN active;

COMMIT;
