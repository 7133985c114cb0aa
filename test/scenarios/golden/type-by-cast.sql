-- Columns change between types that have a cast, also by way of what domains are made of.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
-- hazard: data-loss: values of t.b are rounded
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
-- hazard: data-loss: values of t.c are rounded
-- hazard: backward-incompatible: a value of c that does not fit makes this fail
-- hazard: backward-incompatible: a value of e that does not fit makes this fail
-- hazard: backward-incompatible: a value of f that does not fit makes this fail
-- hazard: data-loss: values of t.g are rounded
-- hazard: backward-incompatible: a value of g that does not fit makes this fail
-- hazard: backward-incompatible: a value of h that does not fit makes this fail
-- hazard: backward-incompatible: a value of j that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN a TYPE integer USING a::integer,
  ALTER COLUMN b TYPE d,
  ALTER COLUMN c TYPE boolean USING c::boolean,
  ALTER COLUMN e TYPE short,
  ALTER COLUMN f TYPE boolean USING f::boolean,
  ALTER COLUMN g TYPE time USING g::time,
  ALTER COLUMN h TYPE integer[] USING h::integer[],
  ALTER COLUMN i TYPE text,
  ALTER COLUMN j TYPE bigint;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: data-loss: values of t.a are rounded
-- hazard: backward-incompatible: a value of a that does not fit makes this fail
-- hazard: data-loss: values of t.b are rounded
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
-- hazard: backward-incompatible: a value of c that does not fit makes this fail
-- hazard: backward-incompatible: a value of f that does not fit makes this fail
-- hazard: backward-incompatible: a value of g that does not fit makes this fail
-- hazard: data-loss: values of t.h are rounded
-- hazard: backward-incompatible: a value of h that does not fit makes this fail
-- hazard: backward-incompatible: a value of i that does not fit makes this fail
-- hazard: backward-incompatible: a value of j that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN a TYPE boolean USING a::boolean,
  ALTER COLUMN b TYPE real,
  ALTER COLUMN c TYPE d USING c::d,
  ALTER COLUMN e TYPE text,
  ALTER COLUMN f TYPE jsonb USING f::text::jsonb,
  ALTER COLUMN g TYPE timestamp USING g::text::timestamp,
  ALTER COLUMN h TYPE boolean[] USING h::boolean[],
  ALTER COLUMN i TYPE short,
  ALTER COLUMN j TYPE d;

COMMIT;
