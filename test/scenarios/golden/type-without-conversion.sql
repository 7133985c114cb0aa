-- An array becomes a single value, which nothing makes an array again.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of m that does not fit makes this fail
-- hazard: backward-incompatible: a value of n that does not fit makes this fail
ALTER TABLE t
  ALTER COLUMN m TYPE e USING (m[1]),
  ALTER COLUMN n TYPE date USING n::text::date;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.m are lost
-- hazard: backward-incompatible: programs that use t.m fail
ALTER TABLE t DROP COLUMN m;

ALTER TABLE t ADD COLUMN m e[];

-- hazard: data-loss: the values of t.n are lost
-- hazard: backward-incompatible: programs that use t.n fail
ALTER TABLE t DROP COLUMN n;

ALTER TABLE t ADD COLUMN n integer[];

COMMIT;
