-- A foreign key of a table to itself goes with its columns, one to a key that includes a column which gets another type.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT g;

ALTER TABLE t DROP CONSTRAINT f;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN c TYPE bigint;

ALTER TABLE t ADD CONSTRAINT g FOREIGN KEY (s) REFERENCES t (k) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT g;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.b are lost
-- hazard: backward-incompatible: programs that use t.b fail
ALTER TABLE t DROP COLUMN b;

-- hazard: data-loss: the values of t.r are lost
-- hazard: backward-incompatible: programs that use t.r fail
ALTER TABLE t DROP COLUMN r;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD COLUMN b text;

ALTER TABLE t ADD COLUMN r text;

ALTER TABLE t DROP CONSTRAINT g;

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of c that does not fit makes this fail
ALTER TABLE t ALTER COLUMN c TYPE integer;

ALTER TABLE t ADD CONSTRAINT g FOREIGN KEY (s) REFERENCES t (k) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT g;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY u ON t (b) INCLUDE (c);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX u;

ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (r) REFERENCES t (b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT f;

COMMIT;
