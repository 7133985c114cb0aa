-- A primary key gets another name and nothing says that it is the same.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t RENAME CONSTRAINT pk_a TO pk_b;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t RENAME CONSTRAINT pk_b TO pk_a;

COMMIT;
