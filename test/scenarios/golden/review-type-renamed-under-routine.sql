-- A type is renamed that a function takes, under a default that calls it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that say e no longer find it
ALTER TYPE e RENAME TO e2;

CREATE FUNCTION f(x e2)
RETURNS e2
LANGUAGE sql
RETURN x;

COMMENT ON FUNCTION public.f(e2) IS 'hi';

DROP FUNCTION public.f(e);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that say e2 no longer find it
ALTER TYPE e2 RENAME TO e;

CREATE FUNCTION f(x e)
RETURNS e
LANGUAGE sql
RETURN x;

COMMENT ON FUNCTION public.f(e) IS 'hi';

DROP FUNCTION public.f(e2);

COMMIT;
