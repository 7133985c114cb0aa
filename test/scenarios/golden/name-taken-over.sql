-- A table is renamed and a new one takes its name, with keys, indexes and sequences.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE TABLE accounts (
  id serial PRIMARY KEY,
  mail text UNIQUE
);

CREATE INDEX idx_a ON accounts (mail);

ALTER TABLE pets ADD COLUMN n integer;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE pets ADD CONSTRAINT pets_n_fkey FOREIGN KEY (n) REFERENCES users (id) NOT VALID;

ALTER TABLE pets
  DROP CONSTRAINT pets_u_fkey,
  ADD CONSTRAINT pets_u_fkey FOREIGN KEY (u) REFERENCES accounts (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE pets VALIDATE CONSTRAINT pets_n_fkey;

COMMIT;

BEGIN;

ALTER TABLE pets VALIDATE CONSTRAINT pets_u_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE pets
  DROP CONSTRAINT pets_u_fkey,
  ADD CONSTRAINT pets_u_fkey FOREIGN KEY (u) REFERENCES users (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE pets VALIDATE CONSTRAINT pets_u_fkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of accounts is lost
-- hazard: backward-incompatible: programs that use accounts fail
DROP TABLE accounts;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of pets.n are lost
-- hazard: backward-incompatible: programs that use pets.n fail
ALTER TABLE pets DROP COLUMN n;

COMMIT;
