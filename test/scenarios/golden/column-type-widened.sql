-- A longer varchar and text are a matter of the catalog.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people ALTER COLUMN code TYPE varchar(20);

ALTER TABLE people ALTER COLUMN word TYPE text;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: people is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of code that does not fit makes this fail
-- hazard: backward-incompatible: a value of word that does not fit makes this fail
ALTER TABLE people
  ALTER COLUMN code TYPE varchar(10),
  ALTER COLUMN word TYPE varchar(10);

COMMIT;
