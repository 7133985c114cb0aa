-- Checks are added NOT VALID and validated in a transaction of their own.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people
  DROP CONSTRAINT ck_changed,
  ADD CONSTRAINT ck_changed CHECK (name <> 'x') NOT VALID;

ALTER TABLE people ADD CONSTRAINT ck_new CHECK (length(name) < 100) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT ck_changed;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT ck_new;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people
  DROP CONSTRAINT ck_changed,
  ADD CONSTRAINT ck_changed CHECK (name <> '') NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT ck_changed;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people DROP CONSTRAINT ck_new;

COMMIT;
