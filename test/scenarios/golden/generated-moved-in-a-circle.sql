-- Of two columns each was or becomes computed from the other, under a new name of the table.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t RENAME TO u;

ALTER TABLE u RENAME CONSTRAINT t_pkey TO u_pkey;

ALTER TABLE u ALTER COLUMN b DROP EXPRESSION;

-- hazard: data-loss: the values of t.a are lost
-- hazard: backward-incompatible: programs that use t.a fail
ALTER TABLE u DROP COLUMN a;

-- hazard: rewrite: u is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of b that does not fit makes this fail
ALTER TABLE u
  ALTER COLUMN b TYPE varchar(9),
  ALTER COLUMN b SET DEFAULT 'x';

-- hazard: rewrite: u is written anew while nobody can read or write it
ALTER TABLE u ADD COLUMN a text GENERATED ALWAYS AS (lower(b)) STORED;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say u no longer find it
ALTER TABLE u RENAME TO t;

ALTER TABLE t RENAME CONSTRAINT u_pkey TO t_pkey;

ALTER TABLE t ALTER COLUMN a DROP EXPRESSION;

-- hazard: data-loss: the values of u.b are lost
-- hazard: backward-incompatible: programs that use u.b fail
ALTER TABLE t DROP COLUMN b;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN b text GENERATED ALWAYS AS (lower(a)) STORED;

COMMIT;
