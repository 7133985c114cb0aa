-- A column that a primary key includes gets a wider type under a foreign key.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE o DROP CONSTRAINT f;

ALTER TABLE t ALTER COLUMN c TYPE varchar(20);

ALTER TABLE o ADD CONSTRAINT f FOREIGN KEY (r) REFERENCES t (b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE o VALIDATE CONSTRAINT f;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE o DROP CONSTRAINT f;

-- hazard: rewrite: t is written anew while nobody can read or write it; o stays locked meanwhile
-- hazard: backward-incompatible: a value of c that does not fit makes this fail
ALTER TABLE t ALTER COLUMN c TYPE varchar(10);

ALTER TABLE o ADD CONSTRAINT f FOREIGN KEY (r) REFERENCES t (b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE o VALIDATE CONSTRAINT f;

COMMIT;
