-- A column becomes NOT NULL; rows without a value are filled first.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET name = 'nobody'
      WHERE name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave people.name empty fail
ALTER TABLE people ADD CONSTRAINT people_name_not_null_check CHECK (name IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET name = 'nobody'
      WHERE name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_name_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN name SET NOT NULL;

ALTER TABLE people DROP CONSTRAINT people_name_not_null_check;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN name DROP NOT NULL;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET name = 'nobody'
      WHERE name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave people.name empty fail
ALTER TABLE people ADD CONSTRAINT people_name_not_null NOT NULL name NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET name = 'nobody'
      WHERE name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_name_not_null;

COMMIT;
