-- A unique constraint gives way to another on the same column under a foreign key, while another foreign key comes.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY ub ON t (email);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT ub UNIQUE USING INDEX ub;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u DROP CONSTRAINT u_e_fkey;

ALTER TABLE t DROP CONSTRAINT ua;

ALTER TABLE u ADD CONSTRAINT u_e_fkey FOREIGN KEY (e) REFERENCES t (email) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE u VALIDATE CONSTRAINT u_e_fkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE v ADD CONSTRAINT v_e_fkey FOREIGN KEY (e) REFERENCES t (email) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE v VALIDATE CONSTRAINT v_e_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY ua ON t (email);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT ua UNIQUE USING INDEX ua;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE u DROP CONSTRAINT u_e_fkey;

ALTER TABLE v DROP CONSTRAINT v_e_fkey;

ALTER TABLE t DROP CONSTRAINT ub;

ALTER TABLE u ADD CONSTRAINT u_e_fkey FOREIGN KEY (e) REFERENCES t (email) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE u VALIDATE CONSTRAINT u_e_fkey;

COMMIT;
