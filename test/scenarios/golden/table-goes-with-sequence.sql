-- A table goes with the sequence that its column owns, and another takes the sequence's name.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of t is lost
-- hazard: backward-incompatible: programs that use t fail
DROP TABLE t;

CREATE TABLE sq (
  id integer PRIMARY KEY
);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of sq is lost
-- hazard: backward-incompatible: programs that use sq fail
DROP TABLE sq;

COMMIT;

BEGIN;

CREATE SEQUENCE sq;

CREATE TABLE t (
  id integer PRIMARY KEY,
  n bigint DEFAULT nextval('sq')
);

ALTER SEQUENCE sq OWNED BY t.n;

COMMIT;
