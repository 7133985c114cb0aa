-- A primary key gets another name and nothing says that it is the same.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY pk_b ON t (a);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT pk_b PRIMARY KEY USING INDEX pk_b;

ALTER TABLE t DROP CONSTRAINT pk_a;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY pk_a ON t (a);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT pk_a PRIMARY KEY USING INDEX pk_a;

ALTER TABLE t DROP CONSTRAINT pk_b;

COMMIT;
