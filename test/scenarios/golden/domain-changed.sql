-- A domain gets another check and a default.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN email SET DEFAULT 'a@b';

ALTER DOMAIN email DROP CONSTRAINT email_check;

ALTER DOMAIN email ADD CONSTRAINT email_check CHECK (VALUE LIKE '%_@_%') NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: people stays locked while every value of email is checked
ALTER DOMAIN email VALIDATE CONSTRAINT email_check;

COMMIT;

BEGIN;

COMMENT ON DOMAIN email IS 'An address';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN email DROP DEFAULT;

ALTER DOMAIN email DROP CONSTRAINT email_check;

ALTER DOMAIN email ADD CONSTRAINT email_check CHECK (VALUE LIKE '%@%') NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: people stays locked while every value of email is checked
ALTER DOMAIN email VALIDATE CONSTRAINT email_check;

COMMIT;

BEGIN;

COMMENT ON DOMAIN email IS NULL;

COMMIT;
