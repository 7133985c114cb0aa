-- A table is renamed; sequence, default names and references follow.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say people no longer find it
ALTER TABLE people RENAME TO persons;

ALTER TABLE persons RENAME CONSTRAINT people_pkey TO persons_pkey;

ALTER SEQUENCE people_id_seq RENAME TO persons_id_seq;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say persons no longer find it
ALTER TABLE persons RENAME TO people;

ALTER TABLE people RENAME CONSTRAINT persons_pkey TO people_pkey;

ALTER SEQUENCE persons_id_seq RENAME TO people_id_seq;

COMMIT;
