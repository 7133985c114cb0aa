-- A domain with arrays of it gets a check.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> 'z') NOT VALID;

COMMIT;

BEGIN;

ALTER DOMAIN d VALIDATE CONSTRAINT c;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d DROP CONSTRAINT c;

COMMIT;
