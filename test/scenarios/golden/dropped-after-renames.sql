-- What goes is named by what the renames have left, its types and schemas included.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say e no longer find it
ALTER TYPE e RENAME TO e2;

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t SET SCHEMA app;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION public.f(e2);

DROP TRIGGER r ON app.t;

COMMIT;

DROP INDEX CONCURRENTLY app.i;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say e2 no longer find it
ALTER TYPE e2 RENAME TO e;

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE app.t SET SCHEMA public;

CREATE TRIGGER r
  BEFORE INSERT ON t
  FOR EACH STATEMENT
  EXECUTE FUNCTION g();

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (b DESC, (id * 2));

BEGIN;

CREATE FUNCTION f(v e)
RETURNS text
LANGUAGE sql
RETURN v::text;

COMMIT;
