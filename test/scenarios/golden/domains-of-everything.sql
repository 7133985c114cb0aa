-- Types refer to each other, and come and go in the order that works.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE SCHEMA app;

CREATE TYPE app.size AS ENUM ('s', 'm');

CREATE DOMAIN app.sized AS app.size DEFAULT 's';

CREATE SEQUENCE app.no START WITH 10;

CREATE FUNCTION app.pick(a app.sized)
RETURNS app.size
LANGUAGE sql
AS $$SELECT a::app.size$$;

CREATE TABLE app.t (
  id bigint DEFAULT nextval('app.no') PRIMARY KEY,
  s app.sized NOT NULL,
  CONSTRAINT ck_pick CHECK (app.pick(s) IS NOT NULL)
);

CREATE VIEW app.v AS
SELECT id, app.pick(s) AS p FROM app.t;

CREATE MATERIALIZED VIEW app.m AS
SELECT p FROM app.v;

CREATE INDEX idx_m ON app.m (p);

COMMENT ON MATERIALIZED VIEW app.m IS 'Kept';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read m fail
DROP MATERIALIZED VIEW app.m;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read v fail
DROP VIEW app.v;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of t is lost
-- hazard: backward-incompatible: programs that use t fail
DROP TABLE app.t;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION app.pick(app.sized);

DROP DOMAIN app.sized;

DROP TYPE app.size;

-- hazard: data-loss: where no stands is lost
DROP SEQUENCE app.no;

COMMIT;

BEGIN;

DROP SCHEMA app;

COMMIT;
