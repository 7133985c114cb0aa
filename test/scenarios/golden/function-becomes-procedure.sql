-- A function becomes a procedure.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

DROP FUNCTION public.f(integer);

CREATE PROCEDURE f(x integer)
LANGUAGE sql
AS $$SELECT 1$$;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

DROP PROCEDURE public.f(integer);

CREATE FUNCTION f(x integer)
RETURNS void
LANGUAGE sql
AS $$SELECT 1$$;

COMMIT;
