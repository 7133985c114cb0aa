-- A view becomes a materialized one with an index, and another one the other way round, with nothing on top.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read w fail
DROP MATERIALIZED VIEW w;

CREATE VIEW w AS
SELECT x FROM a;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read v fail
DROP VIEW v;

-- hazard: blocking: v stays locked while v is computed
CREATE MATERIALIZED VIEW v AS
SELECT id FROM a;

-- hazard: blocking: v stays locked while an index of v is built
CREATE UNIQUE INDEX vi ON v (id);

COMMENT ON MATERIALIZED VIEW v IS 'hi';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read v fail
DROP MATERIALIZED VIEW v;

CREATE VIEW v AS
SELECT id FROM a;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read w fail
DROP VIEW w;

-- hazard: blocking: w stays locked while w is computed
CREATE MATERIALIZED VIEW w AS
SELECT x FROM a;

-- hazard: blocking: w stays locked while an index of w is built
CREATE INDEX wi ON w (x);

COMMIT;
