-- Constraints of a new table that are alike, of which CREATE TABLE would make one.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE TABLE t (
  id integer PRIMARY KEY,
  k integer,
  CONSTRAINT u UNIQUE (k),
  CONSTRAINT a EXCLUDE USING hash (k WITH =)
);

ALTER TABLE t ADD CONSTRAINT v UNIQUE (k);

ALTER TABLE t ADD CONSTRAINT w UNIQUE (id);

ALTER TABLE t ADD CONSTRAINT b EXCLUDE USING hash (k WITH =);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of t is lost
-- hazard: backward-incompatible: programs that use t fail
DROP TABLE t;

COMMIT;
