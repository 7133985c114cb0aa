-- A table gives its name to a view, a unique constraint to an index.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a DROP CONSTRAINT one;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY one ON a (n);

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of old is lost
-- hazard: backward-incompatible: programs that use old fail
DROP TABLE old;

COMMIT;

BEGIN;

CREATE VIEW old AS
SELECT id FROM a;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY one;

CREATE UNIQUE INDEX CONCURRENTLY one ON a (n);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT one UNIQUE USING INDEX one;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read old fail
DROP VIEW old;

CREATE TABLE old (
  id integer
);

COMMIT;
