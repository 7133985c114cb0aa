-- A conversion calls a function that is new.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE FUNCTION cents(x text)
RETURNS integer
LANGUAGE sql
IMMUTABLE
RETURN x::integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
ALTER TABLE t ALTER COLUMN a TYPE integer USING cents(a);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN a TYPE text;

COMMIT;

BEGIN;

DROP FUNCTION public.cents(text);

COMMIT;
