-- A column of a type that an extension brings, beside one that is renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say people.label no longer find it
ALTER TABLE people RENAME COLUMN label TO name;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE EXTENSION citext;

ALTER TABLE people ADD COLUMN mail citext;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say people.name no longer find it
ALTER TABLE people RENAME COLUMN name TO label;

-- hazard: data-loss: the values of people.mail are lost
-- hazard: backward-incompatible: programs that use people.mail fail
ALTER TABLE people DROP COLUMN mail;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: everything that the extension citext provides goes with it
DROP EXTENSION citext;

COMMIT;
