-- Rows are filled with values that the constraints of before would not let in.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT k;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE b IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE b IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET b = -1
      WHERE b IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE b IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.b empty fail
ALTER TABLE t ADD CONSTRAINT t_b_not_null_check CHECK (b IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE b IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE b IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET b = -1
      WHERE b IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE b IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_b_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN b SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_b_not_null_check;

ALTER TABLE t DROP CONSTRAINT f;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE a IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE a IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET a = -1
      WHERE a IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE a IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.a empty fail
ALTER TABLE t ADD CONSTRAINT t_a_not_null_check CHECK (a IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE a IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE a IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET a = -1
      WHERE a IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE a IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN a SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_a_not_null_check;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT k CHECK (b > 0) NOT VALID;

ALTER TABLE t ALTER COLUMN a DROP NOT NULL;

ALTER TABLE t ALTER COLUMN b DROP NOT NULL;

ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES t (id) NOT VALID;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT k;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE b IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE b IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET b = -1
      WHERE b IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE b IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.b empty fail
ALTER TABLE t ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE b IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE b IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET b = -1
      WHERE b IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE b IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_b_not_null;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT f;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE a IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE a IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET a = -1
      WHERE a IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE a IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.a empty fail
ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE a IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE a IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET a = -1
      WHERE a IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE a IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null;

COMMIT;
