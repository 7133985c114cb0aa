-- A view goes with its trigger and the function that this executes, and a column gets the collation that an index on it names.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of c that does not fit makes this fail
ALTER TABLE t ALTER COLUMN c TYPE varchar(20) COLLATE "C";

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (c);

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read v fail
DROP VIEW v;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION public.f();

-- hazard: data-loss: every row of gone is lost
-- hazard: backward-incompatible: programs that use gone fail
DROP TABLE gone;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;

CREATE TABLE gone (
  id integer PRIMARY KEY
);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of c that does not fit makes this fail
ALTER TABLE t ALTER COLUMN c TYPE char(10);

COMMIT;

CREATE INDEX CONCURRENTLY i_new ON t (c COLLATE "C");

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX i_new RENAME TO i;

CREATE FUNCTION f()
RETURNS trigger
LANGUAGE plpgsql
AS $$BEGIN RETURN NEW; END$$;

CREATE VIEW v AS
SELECT id FROM gone;

CREATE TRIGGER a
  INSTEAD OF INSERT ON v
  FOR EACH ROW
  EXECUTE FUNCTION f();

COMMIT;
