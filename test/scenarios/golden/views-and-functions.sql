-- A view over a view, a materialized view, a function and a trigger come and change.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION add(a integer, b integer DEFAULT 1)
RETURNS integer
LANGUAGE sql
IMMUTABLE
RETURN a + b;

CREATE FUNCTION touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$BEGIN
  NEW.name := trim(NEW.name);
  RETURN NEW;
END
$$;

CREATE TRIGGER touch_people
  BEFORE INSERT OR UPDATE ON people
  FOR EACH ROW
  EXECUTE FUNCTION touch();

COMMIT;

BEGIN;

CREATE VIEW named AS
SELECT id, name FROM people WHERE name IS NOT NULL;

CREATE MATERIALIZED VIEW names AS
SELECT DISTINCT name FROM named;

CREATE UNIQUE INDEX idx_names ON names (name);

CREATE VIEW counted AS
SELECT count(*) AS n FROM named;

COMMENT ON VIEW counted IS 'How many';

COMMENT ON COLUMN counted.n IS 'Number';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION public.add(integer, integer);

-- hazard: backward-incompatible: programs that read names fail
DROP MATERIALIZED VIEW names;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP TRIGGER touch_people ON people;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION public.touch();

-- hazard: backward-incompatible: programs that read counted fail
DROP VIEW counted;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read named fail
DROP VIEW named;

COMMIT;
