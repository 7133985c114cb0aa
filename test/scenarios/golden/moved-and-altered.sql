-- A table moves and everything in it changes.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE a.t RENAME TO s;

ALTER TABLE a.s SET SCHEMA b;

ALTER TABLE b.s RENAME CONSTRAINT t_pkey TO s_pkey;

ALTER SEQUENCE b.t_id_seq RENAME TO s_id_seq;

ALTER TABLE b.s DROP CONSTRAINT c;

-- hazard: rewrite: s is written anew while nobody can read or write it
ALTER TABLE b.s ALTER COLUMN id TYPE bigint;

ALTER SEQUENCE b.s_id_seq AS bigint;

ALTER TABLE b.s ALTER COLUMN m TYPE varchar(9);

-- hazard: backward-incompatible: programs that leave s.m empty fail
ALTER TABLE b.s ADD CONSTRAINT s_m_not_null_check CHECK (m IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE b.s VALIDATE CONSTRAINT s_m_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b.s ALTER COLUMN m SET NOT NULL;

ALTER TABLE b.s ADD CONSTRAINT c CHECK (m <> 'x') NOT VALID;

ALTER TABLE b.s DROP CONSTRAINT s_m_not_null_check;

COMMIT;

BEGIN;

ALTER TABLE b.s VALIDATE CONSTRAINT c;

COMMIT;

CREATE INDEX CONCURRENTLY i_new ON b.s (id, m);

DROP INDEX CONCURRENTLY b.i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX b.i_new RENAME TO i;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY u_new ON b.s (m, id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b.s
  DROP CONSTRAINT u,
  ADD CONSTRAINT u UNIQUE USING INDEX u_new;

COMMIT;

DROP INDEX CONCURRENTLY b.j;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say s no longer find it
ALTER TABLE b.s RENAME TO t;

ALTER TABLE b.t SET SCHEMA a;

ALTER TABLE a.t RENAME CONSTRAINT s_pkey TO t_pkey;

ALTER SEQUENCE a.s_id_seq RENAME TO t_id_seq;

ALTER TABLE a.t DROP CONSTRAINT c;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of id that does not fit makes this fail
ALTER TABLE a.t ALTER COLUMN id TYPE integer;

ALTER SEQUENCE a.t_id_seq AS integer;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of m that does not fit makes this fail
ALTER TABLE a.t ALTER COLUMN m TYPE varchar(4);

ALTER TABLE a.t ADD CONSTRAINT c CHECK (m <> '') NOT VALID;

ALTER TABLE a.t ALTER COLUMN m DROP NOT NULL;

COMMIT;

BEGIN;

ALTER TABLE a.t VALIDATE CONSTRAINT c;

COMMIT;

CREATE INDEX CONCURRENTLY i_new ON a.t (m);

DROP INDEX CONCURRENTLY a.i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX a.i_new RENAME TO i;

COMMIT;

CREATE INDEX CONCURRENTLY j ON a.t (m);

CREATE UNIQUE INDEX CONCURRENTLY u_new ON a.t (m);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a.t
  DROP CONSTRAINT u,
  ADD CONSTRAINT u UNIQUE USING INDEX u_new;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE a.t RENAME TO s;

ALTER TABLE a.s SET SCHEMA b;

ALTER TABLE b.s RENAME CONSTRAINT t_pkey TO s_pkey;

ALTER SEQUENCE b.t_id_seq RENAME TO s_id_seq;

ALTER TABLE b.s DROP CONSTRAINT c;

-- hazard: rewrite: s is written anew while nobody can read or write it
ALTER TABLE b.s ALTER COLUMN id TYPE bigint;

ALTER SEQUENCE b.s_id_seq AS bigint;

ALTER TABLE b.s ALTER COLUMN m TYPE varchar(9);

-- hazard: backward-incompatible: programs that leave s.m empty fail
ALTER TABLE b.s ADD CONSTRAINT s_m_not_null NOT NULL m NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE b.s VALIDATE CONSTRAINT s_m_not_null;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b.s ADD CONSTRAINT c CHECK (m <> 'x') NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE b.s VALIDATE CONSTRAINT c;

COMMIT;

CREATE INDEX CONCURRENTLY i_new ON b.s (id, m);

DROP INDEX CONCURRENTLY b.i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX b.i_new RENAME TO i;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY u_new ON b.s (m, id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE b.s
  DROP CONSTRAINT u,
  ADD CONSTRAINT u UNIQUE USING INDEX u_new;

COMMIT;

DROP INDEX CONCURRENTLY b.j;
