-- A unique constraint becomes the primary key under a foreign key.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (email);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u DROP CONSTRAINT u_e_fkey;

ALTER TABLE t DROP CONSTRAINT t_email_key;

ALTER TABLE u ADD CONSTRAINT u_e_fkey FOREIGN KEY (e) REFERENCES t (email) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE u VALIDATE CONSTRAINT u_e_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY t_email_key ON t (email);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT t_email_key UNIQUE USING INDEX t_email_key;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u DROP CONSTRAINT u_e_fkey;

ALTER TABLE t DROP CONSTRAINT t_pkey;

ALTER TABLE u ADD CONSTRAINT u_e_fkey FOREIGN KEY (e) REFERENCES t (email) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE u VALIDATE CONSTRAINT u_e_fkey;

COMMIT;
