-- A table refers to a key that stands beside an older one of the same columns, which goes.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY k ON a (x, y);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT k UNIQUE USING INDEX k;

ALTER TABLE a DROP CONSTRAINT longer;

CREATE TABLE b (
  x integer,
  y integer,
  CONSTRAINT f FOREIGN KEY (x, y) REFERENCES a (x, y)
);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY longer ON a (x, y);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT longer UNIQUE USING INDEX longer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of b is lost
-- hazard: backward-incompatible: programs that use b fail
DROP TABLE b;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a DROP CONSTRAINT k;

COMMIT;
