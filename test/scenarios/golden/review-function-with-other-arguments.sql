-- A function takes another type, under a default and a check that call it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE FUNCTION f(x bigint)
RETURNS integer
LANGUAGE sql
IMMUTABLE
RETURN x::integer;

DROP FUNCTION public.f(integer);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE FUNCTION f(x integer)
RETURNS integer
LANGUAGE sql
IMMUTABLE
RETURN x;

DROP FUNCTION public.f(bigint);

COMMIT;
