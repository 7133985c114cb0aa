-- Objects live in schemas of their own.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE SCHEMA audit;

CREATE TYPE audit.kind AS ENUM ('a', 'b');

CREATE TABLE audit.events (
  id serial PRIMARY KEY,
  kind audit.kind NOT NULL
);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of events is lost
-- hazard: backward-incompatible: programs that use events fail
DROP TABLE audit.events;

COMMIT;

BEGIN;

DROP TYPE audit.kind;

DROP SCHEMA audit;

COMMIT;
