-- An enum that no column has gives its name to a domain.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

DROP TYPE d;

CREATE DOMAIN d AS text;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

DROP DOMAIN d;

CREATE TYPE d AS ENUM ('a', 'b');

COMMIT;
