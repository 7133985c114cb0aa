-- A column without a default is added.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD COLUMN nick varchar(20);

COMMENT ON COLUMN people.nick IS 'What friends say';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of people.nick are lost
-- hazard: backward-incompatible: programs that use people.nick fail
ALTER TABLE people DROP COLUMN nick;

COMMIT;
