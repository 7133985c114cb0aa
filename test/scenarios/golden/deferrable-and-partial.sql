-- Deferral, INCLUDE, partial and expression indexes, storage parameters and an unlogged table change.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_y SET (fillfactor=90);

ALTER TABLE a SET (autovacuum_enabled=false, fillfactor=80);

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY idx_z_new ON a (lower(y) text_pattern_ops DESC NULLS LAST)
  WHERE x > 1;

DROP INDEX CONCURRENTLY idx_z;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_z_new RENAME TO idx_z;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY uq_x_new ON a (x) INCLUDE (y);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT uq_x,
  ADD CONSTRAINT uq_x UNIQUE USING INDEX uq_x_new DEFERRABLE INITIALLY DEFERRED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b ALTER CONSTRAINT fk_a DEFERRABLE INITIALLY DEFERRED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_y SET (fillfactor=70);

ALTER TABLE a RESET (autovacuum_enabled, fillfactor);

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY idx_z_new ON a (y) WHERE x > 0;

DROP INDEX CONCURRENTLY idx_z;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX idx_z_new RENAME TO idx_z;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY uq_x_new ON a (x);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT uq_x,
  ADD CONSTRAINT uq_x UNIQUE USING INDEX uq_x_new;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b ALTER CONSTRAINT fk_a NOT DEFERRABLE;

COMMIT;
