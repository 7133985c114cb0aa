-- An enum gets a value between others and another name for one; on the way back it is made anew

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that write 'sad' fail
ALTER TYPE mood RENAME VALUE 'sad' TO 'bad';

COMMIT;

BEGIN;

ALTER TYPE mood ADD VALUE 'ok' AFTER 'bad';

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE days ALTER COLUMN mood SET DEFAULT 'bad';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that write 'bad' fail
ALTER TYPE mood RENAME VALUE 'bad' TO 'sad';

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('sad', 'glad');

-- hazard: rewrite: days is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of days with a value that the new type does not have makes this fail
ALTER TABLE days
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN mood SET DEFAULT 'sad';

DROP TYPE mood_old;

COMMIT;
