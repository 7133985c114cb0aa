-- Values are added to an enum at their places, and it is rebuilt on the way back.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE mood ADD VALUE 'awful' BEFORE 'sad';

ALTER TYPE mood ADD VALUE 'so_so' AFTER 'sad';

ALTER TYPE mood ADD VALUE 'great';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('sad', 'ok');

-- hazard: rewrite: people is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of people with a value that the new type does not have makes this fail
ALTER TABLE people
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN mood SET DEFAULT 'ok';

DROP TYPE mood_old;

COMMIT;
