-- A backfill reads a table that is new.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN n integer;

CREATE TABLE z_other (
  id integer PRIMARY KEY
);

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE n IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE n IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET n = (SELECT count(*) FROM z_other)
      WHERE n IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE n IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.n empty fail
ALTER TABLE t ADD CONSTRAINT t_n_not_null_check CHECK (n IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE n IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE n IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET n = (SELECT count(*) FROM z_other)
      WHERE n IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE n IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_n_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN n SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_n_not_null_check;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.n are lost
-- hazard: backward-incompatible: programs that use t.n fail
ALTER TABLE t DROP COLUMN n;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of z_other is lost
-- hazard: backward-incompatible: programs that use z_other fail
DROP TABLE z_other;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN n integer;

CREATE TABLE z_other (
  id integer PRIMARY KEY
);

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE n IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE n IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET n = (SELECT count(*) FROM z_other)
      WHERE n IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE n IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.n empty fail
ALTER TABLE t ADD CONSTRAINT t_n_not_null NOT NULL n NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM t
    WHERE n IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM t
        WHERE n IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE t SET n = (SELECT count(*) FROM z_other)
      WHERE n IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM t
      WHERE n IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_n_not_null;

COMMIT;
