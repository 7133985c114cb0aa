-- Functions in SQL whose bodies are strings read what the same plan makes.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE TYPE z AS ENUM ('a', 'b');

ALTER TABLE t ADD COLUMN e integer DEFAULT 3;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION even()
RETURNS boolean
LANGUAGE sql
AS $$SELECT true$$;

CREATE OR REPLACE FUNCTION even(n integer)
RETURNS boolean
LANGUAGE sql
AS $$SELECT n = 0 OR even()$$;

CREATE FUNCTION even(n integer, t text)
RETURNS boolean
LANGUAGE sql
AS $$SELECT n > 0 OR even(1)$$;

DROP FUNCTION public.odd(integer, text);

-- hazard: data-loss: every row of u is lost
-- hazard: backward-incompatible: programs that use u fail
DROP TABLE app.u;

CREATE TABLE app.events (
  id integer,
  m z,
  CONSTRAINT k2 PRIMARY KEY (id)
);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION a_count()
RETURNS bigint
LANGUAGE sql
AS $$SELECT count(*) FROM app.events WHERE m = 'a'::public.z$$;

CREATE FUNCTION b_once()
RETURNS bigint
LANGUAGE sql
AS $$SELECT a_count()$$;

CREATE FUNCTION a_twice()
RETURNS bigint
LANGUAGE sql
AS $$SELECT b_once() * 2 FROM t WHERE e = 3$$;

-- hazard: data-loss: the values of t.d are lost
-- hazard: backward-incompatible: programs that use t.d fail
ALTER TABLE t DROP COLUMN d;

COMMIT;

BEGIN;

CREATE OR REPLACE FUNCTION a_rows()
RETURNS SETOF t
LANGUAGE sql
AS $$SELECT id, c, e FROM t$$;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN d text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION odd(n integer, t text)
RETURNS boolean
LANGUAGE sql
AS $$SELECT n > 0$$;

CREATE OR REPLACE FUNCTION even(n integer)
RETURNS boolean
LANGUAGE sql
AS $$SELECT n = 0 OR odd(n - 1, '')$$;

DROP FUNCTION public.a_count();

DROP FUNCTION public.a_twice();

DROP FUNCTION public.b_once();

DROP FUNCTION public.even();

DROP FUNCTION public.even(integer, text);

-- hazard: data-loss: every row of events is lost
-- hazard: backward-incompatible: programs that use events fail
DROP TABLE app.events;

CREATE TABLE app.u (
  id integer,
  CONSTRAINT k2 PRIMARY KEY (id)
);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP TYPE z;

-- hazard: data-loss: the values of t.e are lost
-- hazard: backward-incompatible: programs that use t.e fail
ALTER TABLE t DROP COLUMN e;

COMMIT;

BEGIN;

CREATE OR REPLACE FUNCTION a_rows()
RETURNS SETOF t
LANGUAGE sql
AS $$SELECT * FROM t$$;

COMMIT;
