-- New columns stand in the order of the spec, which a view of all columns shows.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN name text;

ALTER TABLE t ADD COLUMN id boolean;

ALTER TABLE t
  ADD COLUMN code uuid,
  ALTER COLUMN code SET DEFAULT gen_random_uuid();

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT z INTO batch_first FROM t
    WHERE code IS NULL
    ORDER BY z LIMIT 1;
  WHILE FOUND LOOP
    SELECT z INTO batch_last FROM (
      SELECT z FROM t
        WHERE code IS NULL AND z >= batch_first.z
        ORDER BY z LIMIT 10000
    ) AS batch
      ORDER BY z DESC LIMIT 1;
    UPDATE t SET code = gen_random_uuid()
      WHERE code IS NULL AND z >= batch_first.z AND z <= batch_last.z;
    COMMIT;
    SELECT z INTO batch_first FROM t
      WHERE code IS NULL AND z > batch_last.z
      ORDER BY z LIMIT 1;
  END LOOP;
END
$$;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT z INTO batch_first FROM t
    WHERE id IS NULL
    ORDER BY z LIMIT 1;
  WHILE FOUND LOOP
    SELECT z INTO batch_last FROM (
      SELECT z FROM t
        WHERE id IS NULL AND z >= batch_first.z
        ORDER BY z LIMIT 10000
    ) AS batch
      ORDER BY z DESC LIMIT 1;
    UPDATE t SET id = true
      WHERE id IS NULL AND z >= batch_first.z AND z <= batch_last.z;
    COMMIT;
    SELECT z INTO batch_first FROM t
      WHERE id IS NULL AND z > batch_last.z
      ORDER BY z LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE t ADD CONSTRAINT t_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT z INTO batch_first FROM t
    WHERE id IS NULL
    ORDER BY z LIMIT 1;
  WHILE FOUND LOOP
    SELECT z INTO batch_last FROM (
      SELECT z FROM t
        WHERE id IS NULL AND z >= batch_first.z
        ORDER BY z LIMIT 10000
    ) AS batch
      ORDER BY z DESC LIMIT 1;
    UPDATE t SET id = true
      WHERE id IS NULL AND z >= batch_first.z AND z <= batch_last.z;
    COMMIT;
    SELECT z INTO batch_first FROM t
      WHERE id IS NULL AND z > batch_last.z
      ORDER BY z LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_id_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN id SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_id_not_null_check;

COMMIT;

BEGIN;

CREATE VIEW recent AS
SELECT * FROM t;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read recent fail
DROP VIEW recent;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.code are lost
-- hazard: backward-incompatible: programs that use t.code fail
ALTER TABLE t DROP COLUMN code;

-- hazard: data-loss: the values of t.id are lost
-- hazard: backward-incompatible: programs that use t.id fail
ALTER TABLE t DROP COLUMN id;

-- hazard: data-loss: the values of t.name are lost
-- hazard: backward-incompatible: programs that use t.name fail
ALTER TABLE t DROP COLUMN name;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN name text;

ALTER TABLE t ADD COLUMN id boolean;

ALTER TABLE t
  ADD COLUMN code uuid,
  ALTER COLUMN code SET DEFAULT gen_random_uuid();

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT z INTO batch_first FROM t
    WHERE code IS NULL
    ORDER BY z LIMIT 1;
  WHILE FOUND LOOP
    SELECT z INTO batch_last FROM (
      SELECT z FROM t
        WHERE code IS NULL AND z >= batch_first.z
        ORDER BY z LIMIT 10000
    ) AS batch
      ORDER BY z DESC LIMIT 1;
    UPDATE t SET code = gen_random_uuid()
      WHERE code IS NULL AND z >= batch_first.z AND z <= batch_last.z;
    COMMIT;
    SELECT z INTO batch_first FROM t
      WHERE code IS NULL AND z > batch_last.z
      ORDER BY z LIMIT 1;
  END LOOP;
END
$$;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT z INTO batch_first FROM t
    WHERE id IS NULL
    ORDER BY z LIMIT 1;
  WHILE FOUND LOOP
    SELECT z INTO batch_last FROM (
      SELECT z FROM t
        WHERE id IS NULL AND z >= batch_first.z
        ORDER BY z LIMIT 10000
    ) AS batch
      ORDER BY z DESC LIMIT 1;
    UPDATE t SET id = true
      WHERE id IS NULL AND z >= batch_first.z AND z <= batch_last.z;
    COMMIT;
    SELECT z INTO batch_first FROM t
      WHERE id IS NULL AND z > batch_last.z
      ORDER BY z LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT z INTO batch_first FROM t
    WHERE id IS NULL
    ORDER BY z LIMIT 1;
  WHILE FOUND LOOP
    SELECT z INTO batch_last FROM (
      SELECT z FROM t
        WHERE id IS NULL AND z >= batch_first.z
        ORDER BY z LIMIT 10000
    ) AS batch
      ORDER BY z DESC LIMIT 1;
    UPDATE t SET id = true
      WHERE id IS NULL AND z >= batch_first.z AND z <= batch_last.z;
    COMMIT;
    SELECT z INTO batch_first FROM t
      WHERE id IS NULL AND z > batch_last.z
      ORDER BY z LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_id_not_null;

COMMIT;

BEGIN;

CREATE VIEW recent AS
SELECT * FROM t;

COMMIT;
