-- A new column is filled, NOT NULL, unique, checked, indexed, commented and a foreign key.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN o integer;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE o IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE o IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET o = id
      WHERE o IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE o IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.o empty fail
ALTER TABLE t ADD CONSTRAINT t_o_not_null_check CHECK (o IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE o IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE o IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET o = id
      WHERE o IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE o IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_o_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN o SET NOT NULL;

ALTER TABLE t ADD CONSTRAINT t_o_check CHECK (o > 0) NOT VALID;

ALTER TABLE t DROP CONSTRAINT t_o_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_o_fkey FOREIGN KEY (o) REFERENCES o (id) NOT VALID;

COMMENT ON COLUMN t.o IS 'hi';

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_o_check;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_o_fkey;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (o) WHERE o > 3;

CREATE UNIQUE INDEX CONCURRENTLY t_o_key ON t (o);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_o_key UNIQUE USING INDEX t_o_key;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.o are lost
-- hazard: backward-incompatible: programs that use t.o fail
ALTER TABLE t DROP COLUMN o;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN o integer;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE o IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE o IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET o = id
      WHERE o IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE o IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.o empty fail
ALTER TABLE t ADD CONSTRAINT t_o_not_null NOT NULL o NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE o IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE o IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET o = id
      WHERE o IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE o IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_o_not_null;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_o_check CHECK (o > 0) NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_o_fkey FOREIGN KEY (o) REFERENCES o (id) NOT VALID;

COMMENT ON COLUMN t.o IS 'hi';

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_o_check;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_o_fkey;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (o) WHERE o > 3;

CREATE UNIQUE INDEX CONCURRENTLY t_o_key ON t (o);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_o_key UNIQUE USING INDEX t_o_key;

COMMIT;
