-- A domain gets a check and NOT NULL, which values of a table and a column that go would break.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE <> 7) NOT VALID;

-- hazard: data-loss: every row of gone is lost
-- hazard: backward-incompatible: programs that use gone fail
DROP TABLE gone;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d VALIDATE CONSTRAINT k;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE t DROP COLUMN a;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN n SET NOT NULL;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d DROP CONSTRAINT k;

ALTER DOMAIN n DROP NOT NULL;

CREATE TABLE gone (
  id integer PRIMARY KEY,
  a d
);

ALTER TABLE t ADD COLUMN a n;

COMMIT;
