-- Two tables refer to each other: one key is added afterwards, and goes first on the way back.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE TABLE b (
  id integer PRIMARY KEY,
  a_id integer
);

CREATE TABLE a (
  id integer PRIMARY KEY,
  b_id integer REFERENCES b (id)
);

ALTER TABLE b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b DROP CONSTRAINT b_a_id_fkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of a is lost
-- hazard: backward-incompatible: programs that use a fail
DROP TABLE a;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of b is lost
-- hazard: backward-incompatible: programs that use b fail
DROP TABLE b;

COMMIT;
