-- An enum becomes a domain of the same name under a column.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE DOMAIN d AS text;

DROP TYPE d;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE TYPE d AS ENUM ('a', 'b');

DROP DOMAIN d;

COMMIT;
