-- A primary key moves to another column and takes the name of the key of a dropped table that its column referred to.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u RENAME CONSTRAINT k1 TO k1_old;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m RENAME CONSTRAINT m_pkey TO k1;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: m is written anew while nobody can read or write it
ALTER TABLE m ALTER COLUMN id TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave m.id empty fail
ALTER TABLE m ADD CONSTRAINT m_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE m VALIDATE CONSTRAINT m_id_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m ALTER COLUMN id SET NOT NULL;

ALTER TABLE m DROP CONSTRAINT m_id_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY k1_new ON m (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m
  DROP CONSTRAINT k1,
  ADD CONSTRAINT k1 PRIMARY KEY USING INDEX k1_new;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of m.note are lost
-- hazard: backward-incompatible: programs that use m.note fail
ALTER TABLE m DROP COLUMN note;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of u is lost
-- hazard: backward-incompatible: programs that use u fail
DROP TABLE u;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m RENAME CONSTRAINT k1 TO m_pkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: m is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE m ALTER COLUMN id TYPE integer USING id::integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: rows that exist have no note: this fails unless m is empty; a default or a backfill would fill them
ALTER TABLE m ADD COLUMN note text;

-- hazard: backward-incompatible: programs that leave m.note empty fail
ALTER TABLE m ADD CONSTRAINT m_note_not_null_check CHECK (note IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE m VALIDATE CONSTRAINT m_note_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m ALTER COLUMN note SET NOT NULL;

ALTER TABLE m DROP CONSTRAINT m_note_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY m_pkey_new ON m (note);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m
  DROP CONSTRAINT m_pkey,
  ADD CONSTRAINT m_pkey PRIMARY KEY USING INDEX m_pkey_new;

ALTER TABLE m ALTER COLUMN id DROP NOT NULL;

CREATE TABLE u (
  id text,
  CONSTRAINT k1 PRIMARY KEY (id)
);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m ADD CONSTRAINT m_note_fkey FOREIGN KEY (note) REFERENCES u (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE m VALIDATE CONSTRAINT m_note_fkey;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u RENAME CONSTRAINT k1 TO k1_old;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m RENAME CONSTRAINT m_pkey TO k1;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: m is written anew while nobody can read or write it
ALTER TABLE m ALTER COLUMN id TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave m.id empty fail
ALTER TABLE m ADD CONSTRAINT m_id_not_null NOT NULL id NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE m VALIDATE CONSTRAINT m_id_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY k1_new ON m (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m
  DROP CONSTRAINT k1,
  ADD CONSTRAINT k1 PRIMARY KEY USING INDEX k1_new;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of m.note are lost
-- hazard: backward-incompatible: programs that use m.note fail
ALTER TABLE m DROP COLUMN note;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of u is lost
-- hazard: backward-incompatible: programs that use u fail
DROP TABLE u;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m RENAME CONSTRAINT k1 TO m_pkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: m is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE m ALTER COLUMN id TYPE integer USING id::integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: rows that exist have no note: this fails unless m is empty; a default or a backfill would fill them
ALTER TABLE m ADD COLUMN note text;

-- hazard: backward-incompatible: programs that leave m.note empty fail
ALTER TABLE m ADD CONSTRAINT m_note_not_null NOT NULL note NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE m VALIDATE CONSTRAINT m_note_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY m_pkey_new ON m (note);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m
  DROP CONSTRAINT m_pkey,
  ADD CONSTRAINT m_pkey PRIMARY KEY USING INDEX m_pkey_new;

ALTER TABLE m ALTER COLUMN id DROP NOT NULL;

CREATE TABLE u (
  id text,
  CONSTRAINT k1 PRIMARY KEY (id)
);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE m ADD CONSTRAINT m_note_fkey FOREIGN KEY (note) REFERENCES u (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE m VALIDATE CONSTRAINT m_note_fkey;

COMMIT;
