-- A column goes, and its index, check and foreign key with it in one statement.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of people.age are lost
-- hazard: backward-incompatible: programs that use people.age fail
ALTER TABLE people DROP COLUMN age;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of people.team_id are lost
-- hazard: backward-incompatible: programs that use people.team_id fail
ALTER TABLE people DROP COLUMN team_id;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD COLUMN team_id integer;

ALTER TABLE people ADD COLUMN age integer;

ALTER TABLE people ADD CONSTRAINT people_age_check CHECK (age > 0) NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people
  ADD CONSTRAINT people_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_age_check;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_team_id_fkey;

COMMIT;

CREATE INDEX CONCURRENTLY idx_people_team ON people (team_id, name);
