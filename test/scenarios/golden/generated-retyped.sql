-- Generated columns become ordinary ones of other types, and get other types themselves.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN a DROP EXPRESSION;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ALTER COLUMN a TYPE text,
  ALTER COLUMN a SET DEFAULT 'none';

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN b DROP EXPRESSION;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
ALTER TABLE t ALTER COLUMN b TYPE mood USING b::mood;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN c DROP EXPRESSION;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of c that does not fit makes this fail
ALTER TABLE t ALTER COLUMN c TYPE integer USING c::integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY;

-- hazard: blocking: t stays locked while every row of t is read for the greatest c
SELECT setval('t_c_seq'::regclass, max(c)::bigint)
  FROM t
  HAVING max(c) >= (SELECT last_value FROM t_c_seq);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN d TYPE bigint;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.e are lost
-- hazard: backward-incompatible: programs that use t.e fail
ALTER TABLE t DROP COLUMN e;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN e integer GENERATED ALWAYS AS (5) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN f TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN g char(3) COLLATE "C" GENERATED ALWAYS AS ('x') STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u ALTER COLUMN id DROP EXPRESSION;

-- hazard: rewrite: u is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE u ALTER COLUMN id TYPE uuid USING id::text::uuid;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of u.big are lost
-- hazard: backward-incompatible: programs that use u.big fail
ALTER TABLE u DROP COLUMN big;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE t DROP COLUMN a;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN a double precision GENERATED ALWAYS AS (n / 2) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.c are lost
-- hazard: backward-incompatible: programs that use t.c fail
ALTER TABLE t DROP COLUMN c;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN c text NOT NULL GENERATED ALWAYS AS ((id + 1)::text) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of d that does not fit makes this fail
ALTER TABLE t ALTER COLUMN d TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.e are lost
-- hazard: backward-incompatible: programs that use t.e fail
ALTER TABLE t DROP COLUMN e;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN e text GENERATED ALWAYS AS ('5') STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.f are lost
-- hazard: backward-incompatible: programs that use t.f fail
ALTER TABLE t DROP COLUMN f;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN f integer GENERATED ALWAYS AS (id * 2) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS ('x') STORED;

COMMIT;

DROP INDEX CONCURRENTLY t_b;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.b are lost
-- hazard: backward-incompatible: programs that use t.b fail
ALTER TABLE t DROP COLUMN b;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ADD COLUMN b text GENERATED ALWAYS AS (CASE WHEN id > 1 THEN 'high' ELSE 'low' END) STORED;

COMMIT;

CREATE INDEX CONCURRENTLY t_b ON t (b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u ADD COLUMN big numeric(10,2);

-- hazard: data-loss: the values of u.id are lost
-- hazard: backward-incompatible: programs that use u.id fail
ALTER TABLE u DROP COLUMN id;

-- hazard: rewrite: u is written anew while nobody can read or write it
ALTER TABLE u ADD COLUMN id double precision GENERATED ALWAYS AS (big / 2) STORED;

COMMIT;

-- backward, PostgreSQL 17 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE t DROP COLUMN a;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN a double precision GENERATED ALWAYS AS (n / 2) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.c are lost
-- hazard: backward-incompatible: programs that use t.c fail
ALTER TABLE t DROP COLUMN c;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN c text NOT NULL GENERATED ALWAYS AS ((id + 1)::text) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of d that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN d TYPE integer,
  ALTER COLUMN e TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN e SET EXPRESSION AS ('5');

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.f are lost
-- hazard: backward-incompatible: programs that use t.f fail
ALTER TABLE t DROP COLUMN f;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN f integer GENERATED ALWAYS AS (id * 2) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.g are lost
-- hazard: backward-incompatible: programs that use t.g fail
ALTER TABLE t DROP COLUMN g;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS ('x') STORED;

COMMIT;

DROP INDEX CONCURRENTLY t_b;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.b are lost
-- hazard: backward-incompatible: programs that use t.b fail
ALTER TABLE t DROP COLUMN b;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t
  ADD COLUMN b text GENERATED ALWAYS AS (CASE WHEN id > 1 THEN 'high' ELSE 'low' END) STORED;

COMMIT;

CREATE INDEX CONCURRENTLY t_b ON t (b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u ADD COLUMN big numeric(10,2);

-- hazard: data-loss: the values of u.id are lost
-- hazard: backward-incompatible: programs that use u.id fail
ALTER TABLE u DROP COLUMN id;

-- hazard: rewrite: u is written anew while nobody can read or write it
ALTER TABLE u ADD COLUMN id double precision GENERATED ALWAYS AS (big / 2) STORED;

COMMIT;
