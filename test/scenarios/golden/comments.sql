-- Comments come, change and go.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE SCHEMA audit;

COMMENT ON SCHEMA audit IS 'Who did what';

COMMENT ON COLUMN people.name IS 'It''s new';

COMMENT ON TABLE people IS 'All of them';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

COMMENT ON COLUMN people.name IS 'old';

COMMENT ON TABLE people IS NULL;

DROP SCHEMA audit;

COMMIT;
