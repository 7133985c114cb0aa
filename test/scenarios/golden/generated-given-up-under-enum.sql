-- Generated columns become ordinary ones, and their type or that of what they were computed from is made anew.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN of DROP EXPRESSION;

ALTER TABLE t ALTER COLUMN own DROP EXPRESSION;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('high', 'low');

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t
  ALTER COLUMN m TYPE mood USING m::text::mood,
  ALTER COLUMN own TYPE mood USING own::text::mood;

DROP TYPE mood_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.of are lost
-- hazard: backward-incompatible: programs that use t.of fail
ALTER TABLE t DROP COLUMN of;

-- hazard: data-loss: the values of t.own are lost
-- hazard: backward-incompatible: programs that use t.own fail
ALTER TABLE t DROP COLUMN own;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('low', 'high', 'odd');

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;

DROP TYPE mood_old;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN of boolean GENERATED ALWAYS AS (m = 'low'::mood) STORED;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ADD COLUMN own mood GENERATED ALWAYS AS (CASE WHEN id > 1 THEN 'high'::mood ELSE 'low'::mood END) STORED;

COMMIT;
