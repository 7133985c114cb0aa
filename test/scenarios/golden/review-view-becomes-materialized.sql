-- A view becomes a materialized one under a view.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that read v fail
DROP VIEW v;

CREATE MATERIALIZED VIEW v AS
SELECT id FROM a;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that read v fail
DROP MATERIALIZED VIEW v;

CREATE VIEW v AS
SELECT id FROM a;

COMMIT;
