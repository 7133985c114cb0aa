-- Defaults come, change and go.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN a SET DEFAULT 2;

ALTER TABLE people ALTER COLUMN b DROP DEFAULT;

ALTER TABLE people ALTER COLUMN c SET DEFAULT 3;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN a SET DEFAULT 1;

ALTER TABLE people ALTER COLUMN b SET DEFAULT 1;

ALTER TABLE people ALTER COLUMN c DROP DEFAULT;

COMMIT;
