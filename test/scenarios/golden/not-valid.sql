-- Constraints that stay NOT VALID, and one that becomes valid.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT ck_y CHECK (x < 100) NOT VALID;

ALTER TABLE a ADD CONSTRAINT fk_x FOREIGN KEY (x) REFERENCES a (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT ck_x;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT ck_x,
  ADD CONSTRAINT ck_x CHECK (x > 0) NOT VALID;

ALTER TABLE a DROP CONSTRAINT ck_y;

ALTER TABLE a DROP CONSTRAINT fk_x;

COMMIT;
