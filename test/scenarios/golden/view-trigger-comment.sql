-- The comment of a trigger on a view, on a new view as well.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

COMMENT ON TRIGGER a ON v IS 'y';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

COMMENT ON TRIGGER a ON v IS 'x';

COMMIT;
