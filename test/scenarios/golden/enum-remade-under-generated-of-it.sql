-- An enum is made anew under generated columns, of which one is of the enum and one only mentions it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.own are lost
-- hazard: backward-incompatible: programs that use t.own fail
ALTER TABLE t DROP COLUMN own;

-- hazard: data-loss: the values of t.of are lost
-- hazard: backward-incompatible: programs that use t.of fail
ALTER TABLE t DROP COLUMN of;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('high', 'low');

DROP TYPE mood_old;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ADD COLUMN own mood GENERATED ALWAYS AS (CASE WHEN id > 1 THEN 'high'::mood ELSE 'low'::mood END) STORED;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ADD COLUMN of boolean GENERATED ALWAYS AS ('low'::mood < CASE WHEN id > 1 THEN 'high'::mood END) STORED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.own are lost
-- hazard: backward-incompatible: programs that use t.own fail
ALTER TABLE t DROP COLUMN own;

-- hazard: data-loss: the values of t.of are lost
-- hazard: backward-incompatible: programs that use t.of fail
ALTER TABLE t DROP COLUMN of;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('low', 'high', 'odd');

DROP TYPE mood_old;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ADD COLUMN own mood GENERATED ALWAYS AS (CASE WHEN id > 1 THEN 'high'::mood ELSE 'low'::mood END) STORED;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ADD COLUMN of boolean GENERATED ALWAYS AS ('low'::mood < CASE WHEN id > 1 THEN 'high'::mood END) STORED;

COMMIT;
