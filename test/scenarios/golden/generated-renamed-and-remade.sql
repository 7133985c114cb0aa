-- Columns are made anew while they and their tables are renamed, and keys, checks, indexes and functions stand on them.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say first.Big no longer find it
ALTER TABLE first RENAME COLUMN "Big" TO b;

ALTER TABLE first ALTER COLUMN b DROP EXPRESSION;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say alpha no longer find it
ALTER TABLE alpha RENAME TO notes;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: notes is written anew while nobody can read or write it
-- hazard: data-loss: values of notes.id are rounded
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE notes ALTER COLUMN id TYPE real;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say delta no longer find it
ALTER TABLE delta RENAME TO rooms;

-- hazard: backward-incompatible: programs that say rooms.was no longer find it
ALTER TABLE rooms RENAME COLUMN was TO "is";

ALTER TABLE rooms ALTER COLUMN "is" DROP EXPRESSION;

-- hazard: data-loss: the values of delta.low are lost
-- hazard: backward-incompatible: programs that use delta.low fail
ALTER TABLE rooms DROP COLUMN low;

-- hazard: rewrite: rooms is written anew while nobody can read or write it
ALTER TABLE rooms ADD COLUMN low text GENERATED ALWAYS AS (upper(value)) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION f()
RETURNS TABLE (id boolean)
LANGUAGE sql
BEGIN ATOMIC SELECT t.is FROM rooms AS t; END;

-- hazard: data-loss: the values of first.id are lost
-- hazard: backward-incompatible: programs that use first.id fail
ALTER TABLE first DROP COLUMN id;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE notes DROP CONSTRAINT k;

-- hazard: data-loss: the values of alpha.name are lost
-- hazard: backward-incompatible: programs that use alpha.name fail
ALTER TABLE notes DROP COLUMN name;

-- hazard: rewrite: notes is written anew while nobody can read or write it
ALTER TABLE notes ADD COLUMN name integer NOT NULL GENERATED ALWAYS AS ((id * 2)::integer) STORED;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY notes_pkey ON notes (name);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE notes ADD CONSTRAINT notes_pkey PRIMARY KEY USING INDEX notes_pkey;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY k ON rooms ("is");

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE rooms ADD CONSTRAINT k UNIQUE USING INDEX k;

ALTER TABLE rooms DROP CONSTRAINT ck;

COMMIT;

DROP INDEX CONCURRENTLY i;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say notes no longer find it
ALTER TABLE notes RENAME TO alpha;

ALTER TABLE alpha ALTER COLUMN name DROP EXPRESSION;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: alpha is written anew while nobody can read or write it
-- hazard: data-loss: values of alpha.id are rounded
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE alpha ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say rooms no longer find it
ALTER TABLE rooms RENAME TO delta;

-- hazard: backward-incompatible: programs that say delta.is no longer find it
ALTER TABLE delta RENAME COLUMN "is" TO was;

-- hazard: data-loss: the values of rooms.low are lost
-- hazard: backward-incompatible: programs that use rooms.low fail
ALTER TABLE delta DROP COLUMN low;

-- hazard: rewrite: delta is written anew while nobody can read or write it
ALTER TABLE delta ADD COLUMN low text GENERATED ALWAYS AS (lower(value)) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say first.b no longer find it
ALTER TABLE first RENAME COLUMN b TO "Big";

-- hazard: data-loss: the values of first.b are lost
-- hazard: backward-incompatible: programs that use first.b fail
ALTER TABLE first DROP COLUMN "Big";

ALTER TABLE first ADD COLUMN id integer;

-- hazard: rewrite: first is written anew while nobody can read or write it
ALTER TABLE first ADD COLUMN "Big" boolean GENERATED ALWAYS AS (id IS NOT NULL) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION public.f();

ALTER TABLE alpha DROP CONSTRAINT notes_pkey;

ALTER TABLE alpha ALTER COLUMN name DROP NOT NULL;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE delta DROP CONSTRAINT k;

-- hazard: data-loss: the values of rooms.is are lost
-- hazard: backward-incompatible: programs that use rooms.is fail
ALTER TABLE delta DROP COLUMN was;

-- hazard: rewrite: delta is written anew while nobody can read or write it
ALTER TABLE delta ADD COLUMN was boolean GENERATED ALWAYS AS (value <> '') STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE delta ADD CONSTRAINT ck CHECK (was) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE delta VALIDATE CONSTRAINT ck;

COMMIT;

CREATE INDEX CONCURRENTLY i ON delta (was);

CREATE UNIQUE INDEX CONCURRENTLY k ON alpha (name);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE alpha ADD CONSTRAINT k UNIQUE USING INDEX k;

COMMIT;

-- forward, PostgreSQL 17 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say first.Big no longer find it
ALTER TABLE first RENAME COLUMN "Big" TO b;

ALTER TABLE first ALTER COLUMN b DROP EXPRESSION;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say alpha no longer find it
ALTER TABLE alpha RENAME TO notes;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: notes is written anew while nobody can read or write it
-- hazard: data-loss: values of notes.id are rounded
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE notes ALTER COLUMN id TYPE real;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say delta no longer find it
ALTER TABLE delta RENAME TO rooms;

-- hazard: backward-incompatible: programs that say rooms.was no longer find it
ALTER TABLE rooms RENAME COLUMN was TO "is";

ALTER TABLE rooms ALTER COLUMN "is" DROP EXPRESSION;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: rooms is written anew while nobody can read or write it
ALTER TABLE rooms ALTER COLUMN low SET EXPRESSION AS (upper(value));

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION f()
RETURNS TABLE (id boolean)
LANGUAGE sql
BEGIN ATOMIC SELECT t.is FROM rooms AS t; END;

-- hazard: data-loss: the values of first.id are lost
-- hazard: backward-incompatible: programs that use first.id fail
ALTER TABLE first DROP COLUMN id;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE notes DROP CONSTRAINT k;

-- hazard: data-loss: the values of alpha.name are lost
-- hazard: backward-incompatible: programs that use alpha.name fail
ALTER TABLE notes DROP COLUMN name;

-- hazard: rewrite: notes is written anew while nobody can read or write it
ALTER TABLE notes ADD COLUMN name integer NOT NULL GENERATED ALWAYS AS ((id * 2)::integer) STORED;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY notes_pkey ON notes (name);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE notes ADD CONSTRAINT notes_pkey PRIMARY KEY USING INDEX notes_pkey;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY k ON rooms ("is");

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE rooms ADD CONSTRAINT k UNIQUE USING INDEX k;

ALTER TABLE rooms DROP CONSTRAINT ck;

COMMIT;

DROP INDEX CONCURRENTLY i;

-- backward, PostgreSQL 17 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say notes no longer find it
ALTER TABLE notes RENAME TO alpha;

ALTER TABLE alpha ALTER COLUMN name DROP EXPRESSION;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: alpha is written anew while nobody can read or write it
-- hazard: data-loss: values of alpha.id are rounded
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE alpha ALTER COLUMN id TYPE integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say rooms no longer find it
ALTER TABLE rooms RENAME TO delta;

-- hazard: backward-incompatible: programs that say delta.is no longer find it
ALTER TABLE delta RENAME COLUMN "is" TO was;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: delta is written anew while nobody can read or write it
ALTER TABLE delta ALTER COLUMN low SET EXPRESSION AS (lower(value));

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say first.b no longer find it
ALTER TABLE first RENAME COLUMN b TO "Big";

-- hazard: data-loss: the values of first.b are lost
-- hazard: backward-incompatible: programs that use first.b fail
ALTER TABLE first DROP COLUMN "Big";

ALTER TABLE first ADD COLUMN id integer;

-- hazard: rewrite: first is written anew while nobody can read or write it
ALTER TABLE first ADD COLUMN "Big" boolean GENERATED ALWAYS AS (id IS NOT NULL) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION public.f();

ALTER TABLE alpha DROP CONSTRAINT notes_pkey;

ALTER TABLE alpha ALTER COLUMN name DROP NOT NULL;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE delta DROP CONSTRAINT k;

-- hazard: data-loss: the values of rooms.is are lost
-- hazard: backward-incompatible: programs that use rooms.is fail
ALTER TABLE delta DROP COLUMN was;

-- hazard: rewrite: delta is written anew while nobody can read or write it
ALTER TABLE delta ADD COLUMN was boolean GENERATED ALWAYS AS (value <> '') STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE delta ADD CONSTRAINT ck CHECK (was) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE delta VALIDATE CONSTRAINT ck;

COMMIT;

CREATE INDEX CONCURRENTLY i ON delta (was);

CREATE UNIQUE INDEX CONCURRENTLY k ON alpha (name);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE alpha ADD CONSTRAINT k UNIQUE USING INDEX k;

COMMIT;
