-- A table moves into a schema where something that goes has the name of a key of it that goes as well, and something new takes it.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of a is lost
-- hazard: backward-incompatible: programs that use a fail
DROP TABLE a;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE app.t SET SCHEMA public;

ALTER TABLE t ADD COLUMN m integer;

-- hazard: data-loss: the values of t.n are lost
-- hazard: backward-incompatible: programs that use t.n fail
ALTER TABLE t DROP COLUMN n;

COMMIT;

CREATE INDEX CONCURRENTLY key ON z (id);

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t SET SCHEMA app;

ALTER TABLE app.t ADD COLUMN n integer;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY key ON app.t (n);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE app.t ADD CONSTRAINT key UNIQUE USING INDEX key;

-- hazard: data-loss: the values of t.m are lost
-- hazard: backward-incompatible: programs that use t.m fail
ALTER TABLE app.t DROP COLUMN m;

COMMIT;

DROP INDEX CONCURRENTLY key;

BEGIN;

CREATE TABLE a (
  id integer,
  CONSTRAINT key PRIMARY KEY (id)
);

COMMIT;
