-- A table becomes a view under a view.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of b is lost
-- hazard: backward-incompatible: programs that use b fail
DROP TABLE b;

COMMIT;

BEGIN;

CREATE VIEW b AS
SELECT id FROM a;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that read b fail
DROP VIEW b;

CREATE TABLE b (
  id integer PRIMARY KEY
);

COMMIT;
