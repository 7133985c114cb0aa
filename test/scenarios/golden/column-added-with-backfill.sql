-- A column without a default is filled from another one before it becomes NOT NULL.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD COLUMN upper_name text;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE upper_name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE upper_name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET upper_name = upper(name)
      WHERE upper_name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE upper_name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave people.upper_name empty fail
ALTER TABLE people
  ADD CONSTRAINT people_upper_name_not_null_check CHECK (upper_name IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE upper_name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE upper_name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET upper_name = upper(name)
      WHERE upper_name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE upper_name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_upper_name_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN upper_name SET NOT NULL;

ALTER TABLE people DROP CONSTRAINT people_upper_name_not_null_check;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of people.upper_name are lost
-- hazard: backward-incompatible: programs that use people.upper_name fail
ALTER TABLE people DROP COLUMN upper_name;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ADD COLUMN upper_name text;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE upper_name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE upper_name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET upper_name = upper(name)
      WHERE upper_name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE upper_name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave people.upper_name empty fail
ALTER TABLE people ADD CONSTRAINT people_upper_name_not_null NOT NULL upper_name NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT id INTO batch_first FROM people
    WHERE upper_name IS NULL
    ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT id INTO batch_last FROM (
      SELECT id FROM people
        WHERE upper_name IS NULL AND id >= batch_first.id
        ORDER BY id LIMIT 10000
    ) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE people SET upper_name = upper(name)
      WHERE upper_name IS NULL AND id >= batch_first.id AND id <= batch_last.id;
    COMMIT;
    SELECT id INTO batch_first FROM people
      WHERE upper_name IS NULL AND id > batch_last.id
      ORDER BY id LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_upper_name_not_null;

COMMIT;
