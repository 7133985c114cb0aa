-- A column with a quoted literal as its default gets another type of the same family.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE varchar(20),
  ALTER COLUMN a SET DEFAULT 'it''s';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE text,
  ALTER COLUMN a SET DEFAULT 'it''s';

COMMIT;
