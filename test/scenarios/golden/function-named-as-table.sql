-- A function goes that has the name of a table that is renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t RENAME TO s;

ALTER TABLE s RENAME CONSTRAINT t_pkey TO s_pkey;

COMMIT;

BEGIN;

DROP FUNCTION public.t();

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say s no longer find it
ALTER TABLE s RENAME TO t;

ALTER TABLE t RENAME CONSTRAINT s_pkey TO t_pkey;

COMMIT;

BEGIN;

CREATE FUNCTION t()
RETURNS integer
LANGUAGE sql
AS $$SELECT 1$$;

COMMIT;
