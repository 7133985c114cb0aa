-- Indexes on a busy table are built and dropped concurrently, and replaced without a gap.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE INDEX CONCURRENTLY idx_changed_new ON people (name, id);

DROP INDEX CONCURRENTLY idx_changed;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_changed_new RENAME TO idx_changed;

COMMIT;

CREATE INDEX CONCURRENTLY idx_new ON people (name);

DROP INDEX CONCURRENTLY idx_gone;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE INDEX CONCURRENTLY idx_changed_new ON people (name);

DROP INDEX CONCURRENTLY idx_changed;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_changed_new RENAME TO idx_changed;

COMMIT;

CREATE INDEX CONCURRENTLY idx_gone ON people (name);

DROP INDEX CONCURRENTLY idx_new;
