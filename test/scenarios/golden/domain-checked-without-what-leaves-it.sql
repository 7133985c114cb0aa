-- A domain gets a check and NOT NULL, which values of columns break that leave the domain.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN a TYPE bigint,
  ALTER COLUMN b TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: t stays locked while every value of d is checked
ALTER DOMAIN d SET NOT NULL;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE <> 7) NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: t stays locked while every value of d is checked
ALTER DOMAIN d VALIDATE CONSTRAINT k;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d DROP NOT NULL;

ALTER DOMAIN d DROP CONSTRAINT k;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN a TYPE d,
  ALTER COLUMN b TYPE over;

COMMIT;
