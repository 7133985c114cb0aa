-- Overloaded functions and a procedure come, change and go.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE OR REPLACE FUNCTION f(a integer)
RETURNS integer
LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE COST 5
RETURN a + 1;

CREATE FUNCTION f(a text, b text)
RETURNS text
LANGUAGE sql
SECURITY DEFINER
SET search_path = ''
AS $$SELECT a || b$$;

CREATE PROCEDURE p(INOUT n integer)
LANGUAGE plpgsql
AS $$BEGIN n := n + 1; END$$;

DROP FUNCTION public.f(text);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE OR REPLACE FUNCTION f(a integer)
RETURNS integer
LANGUAGE sql
RETURN a;

CREATE FUNCTION f(a text)
RETURNS text
LANGUAGE sql
AS $$SELECT a$$;

DROP FUNCTION public.f(text, text);

DROP PROCEDURE public.p(integer);

COMMIT;
