-- Columns go together that stand in each other's constraints, indexes and expressions.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.b are lost
-- hazard: backward-incompatible: programs that use t.b fail
ALTER TABLE t DROP COLUMN b;

-- hazard: data-loss: the values of t.note are lost
-- hazard: backward-incompatible: programs that use t.note fail
ALTER TABLE t DROP COLUMN note;

-- hazard: data-loss: the values of t.big are lost
-- hazard: backward-incompatible: programs that use t.big fail
ALTER TABLE t DROP COLUMN big;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN big text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN note text GENERATED ALWAYS AS (lower(big)) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN b text;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (big, lower(b));

CREATE UNIQUE INDEX CONCURRENTLY u ON t (b, note);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX u;

COMMIT;
