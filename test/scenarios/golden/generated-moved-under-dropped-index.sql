-- A generated column is computed from a retyped column and no more from one that goes, and an index over both goes as well.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of big that does not fit makes this fail
ALTER TABLE t ALTER COLUMN big TYPE varchar(20);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.n are lost
-- hazard: backward-incompatible: programs that use t.n fail
ALTER TABLE t DROP COLUMN n;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN n bigint GENERATED ALWAYS AS (length(big)) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.kind are lost
-- hazard: backward-incompatible: programs that use t.kind fail
ALTER TABLE t DROP COLUMN kind;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN kind text;

-- hazard: data-loss: the values of t.n are lost
-- hazard: backward-incompatible: programs that use t.n fail
ALTER TABLE t DROP COLUMN n;

ALTER TABLE t ALTER COLUMN big TYPE text;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN n bigint GENERATED ALWAYS AS (length(kind)) STORED;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (big, kind) WHERE id > 0;

-- forward, PostgreSQL 17 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of big that does not fit makes this fail
ALTER TABLE t ALTER COLUMN big TYPE varchar(20);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN n SET EXPRESSION AS (length(big));

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.kind are lost
-- hazard: backward-incompatible: programs that use t.kind fail
ALTER TABLE t DROP COLUMN kind;

COMMIT;
