-- The name under which a key is built is taken by a table.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY u_new1 ON t (b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  DROP CONSTRAINT u,
  ADD CONSTRAINT u UNIQUE USING INDEX u_new1;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY u_new1 ON t (a);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  DROP CONSTRAINT u,
  ADD CONSTRAINT u UNIQUE USING INDEX u_new1;

COMMIT;
