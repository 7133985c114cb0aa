-- A primary key changes under a foreign key that stands on it.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY people_pkey_new ON people (id) INCLUDE (name);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE pets DROP CONSTRAINT pets_owner_fkey;

ALTER TABLE people
  DROP CONSTRAINT people_pkey,
  ADD CONSTRAINT people_pkey PRIMARY KEY USING INDEX people_pkey_new;

ALTER TABLE pets ADD CONSTRAINT pets_owner_fkey FOREIGN KEY (owner) REFERENCES people (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE pets VALIDATE CONSTRAINT pets_owner_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY people_pkey_new ON people (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE pets DROP CONSTRAINT pets_owner_fkey;

ALTER TABLE people
  DROP CONSTRAINT people_pkey,
  ADD CONSTRAINT people_pkey PRIMARY KEY USING INDEX people_pkey_new;

ALTER TABLE pets ADD CONSTRAINT pets_owner_fkey FOREIGN KEY (owner) REFERENCES people (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE pets VALIDATE CONSTRAINT pets_owner_fkey;

COMMIT;
