-- Routines are renamed together with the types that they take, and with their schema.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say e no longer find it
ALTER TYPE e RENAME TO e2;

-- hazard: backward-incompatible: programs that say f no longer find it
ALTER FUNCTION public.f(e2) RENAME TO g;

-- hazard: backward-incompatible: programs that say a no longer find it
ALTER SCHEMA a RENAME TO b;

ALTER TABLE t ALTER COLUMN m SET DEFAULT g('a');

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say e2 no longer find it
ALTER TYPE e2 RENAME TO e;

-- hazard: backward-incompatible: programs that say g no longer find it
ALTER FUNCTION public.g(e) RENAME TO f;

-- hazard: backward-incompatible: programs that say b no longer find it
ALTER SCHEMA b RENAME TO a;

ALTER TABLE t ALTER COLUMN m SET DEFAULT f('a');

COMMIT;
