-- Unique constraints on a busy table stand on indexes built concurrently.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY uq_changed_new ON people (name, a);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people
  DROP CONSTRAINT uq_changed,
  ADD CONSTRAINT uq_changed UNIQUE USING INDEX uq_changed_new;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY uq_new ON people (a, id) NULLS NOT DISTINCT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD CONSTRAINT uq_new UNIQUE USING INDEX uq_new;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY uq_changed_new ON people (name);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people
  DROP CONSTRAINT uq_changed,
  ADD CONSTRAINT uq_changed UNIQUE USING INDEX uq_changed_new;

ALTER TABLE people DROP CONSTRAINT uq_new;

COMMIT;
