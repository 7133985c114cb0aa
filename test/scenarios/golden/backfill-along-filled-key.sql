-- A backfill goes along a key that the plan fills itself.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  ADD COLUMN z_id uuid,
  ALTER COLUMN z_id SET DEFAULT gen_random_uuid();

ALTER TABLE t ADD COLUMN a_slug text;

COMMIT;

-- hazard: blocking: t has no primary key: all its rows are locked until every one is filled
UPDATE t SET a_slug = lower(name) WHERE a_slug IS NULL;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.a_slug empty fail
ALTER TABLE t ADD CONSTRAINT t_a_slug_not_null_check CHECK (a_slug IS NOT NULL) NOT VALID;

COMMIT;

-- hazard: blocking: t has no primary key: all its rows are locked until every one is filled
UPDATE t SET a_slug = lower(name) WHERE a_slug IS NULL;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_a_slug_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN a_slug SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_a_slug_not_null_check;

COMMIT;

-- hazard: blocking: t has no primary key: all its rows are locked until every one is filled
UPDATE t SET z_id = gen_random_uuid() WHERE z_id IS NULL;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.z_id empty fail
ALTER TABLE t ADD CONSTRAINT t_z_id_not_null_check CHECK (z_id IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_z_id_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN z_id SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_z_id_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (z_id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.a_slug are lost
-- hazard: backward-incompatible: programs that use t.a_slug fail
ALTER TABLE t DROP COLUMN a_slug;

-- hazard: data-loss: the values of t.z_id are lost
-- hazard: backward-incompatible: programs that use t.z_id fail
ALTER TABLE t DROP COLUMN z_id;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  ADD COLUMN z_id uuid,
  ALTER COLUMN z_id SET DEFAULT gen_random_uuid();

ALTER TABLE t ADD COLUMN a_slug text;

COMMIT;

-- hazard: blocking: t has no primary key: all its rows are locked until every one is filled
UPDATE t SET a_slug = lower(name) WHERE a_slug IS NULL;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.a_slug empty fail
ALTER TABLE t ADD CONSTRAINT t_a_slug_not_null NOT NULL a_slug NOT VALID;

COMMIT;

-- hazard: blocking: t has no primary key: all its rows are locked until every one is filled
UPDATE t SET a_slug = lower(name) WHERE a_slug IS NULL;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_a_slug_not_null;

COMMIT;

-- hazard: blocking: t has no primary key: all its rows are locked until every one is filled
UPDATE t SET z_id = gen_random_uuid() WHERE z_id IS NULL;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.z_id empty fail
ALTER TABLE t ADD CONSTRAINT t_z_id_not_null NOT NULL z_id NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_z_id_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (z_id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;

COMMIT;
