-- A materialized view that was made without its rows is filled, and another keeps what it has.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: a is computed while nobody can read it
REFRESH MATERIALIZED VIEW a;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: b is computed while nobody can read it
REFRESH MATERIALIZED VIEW b;

COMMIT;
