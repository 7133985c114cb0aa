-- Columns with quoted literals as their defaults get other types of the same families.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE varchar(20),
  ALTER COLUMN a SET DEFAULT 'it''s',
  ALTER COLUMN n DROP DEFAULT,
  ALTER COLUMN n TYPE bigint,
  ALTER COLUMN n SET DEFAULT '1';

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

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of n that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN n DROP DEFAULT,
  ALTER COLUMN n TYPE integer,
  ALTER COLUMN n SET DEFAULT '1';

COMMIT;
