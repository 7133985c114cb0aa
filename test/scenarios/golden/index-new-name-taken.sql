-- The name under which an index is built is taken by an index.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE INDEX CONCURRENTLY i_new1 ON t (b, a);

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX i_new1 RENAME TO i;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE INDEX CONCURRENTLY i_new1 ON t (a);

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX i_new1 RENAME TO i;

COMMIT;
