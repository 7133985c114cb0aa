-- A domain is remade under a domain over it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d RENAME TO d_old;

CREATE DOMAIN d AS bigint;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t ALTER COLUMN z TYPE d USING z::text::d;

ALTER DOMAIN e RENAME TO e_old;

CREATE DOMAIN e AS d CONSTRAINT e_check CHECK (VALUE > 0);

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t ALTER COLUMN x TYPE e USING x::text::e;

DROP DOMAIN e_old;

DROP DOMAIN d_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN d RENAME TO d_old;

CREATE DOMAIN d AS integer;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t ALTER COLUMN z TYPE d USING z::text::d;

ALTER DOMAIN e RENAME TO e_old;

CREATE DOMAIN e AS d CONSTRAINT e_check CHECK (VALUE > 0);

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t ALTER COLUMN x TYPE e USING x::text::e;

DROP DOMAIN e_old;

DROP DOMAIN d_old;

COMMIT;
