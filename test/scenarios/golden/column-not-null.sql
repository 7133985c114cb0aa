-- A column becomes NOT NULL without a scan under a strong lock.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave people.name empty fail
ALTER TABLE people ADD CONSTRAINT people_name_not_null_check CHECK (name IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_name_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN name SET NOT NULL;

ALTER TABLE people DROP CONSTRAINT people_name_not_null_check;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN name DROP NOT NULL;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave people.name empty fail
ALTER TABLE people ADD CONSTRAINT people_name_not_null NOT NULL name NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_name_not_null;

COMMIT;
