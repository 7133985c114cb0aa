-- A function becomes a procedure.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE PROCEDURE f(x integer)
LANGUAGE sql
AS $$SELECT 1$$;

DROP FUNCTION public.f(integer);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE FUNCTION f(x integer)
RETURNS void
LANGUAGE sql
AS $$SELECT 1$$;

DROP PROCEDURE public.f(integer);

COMMIT;
