-- A table takes the name of a view that goes, and its parts change once it has.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read v fail
DROP VIEW v;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say a no longer find it
ALTER TABLE a RENAME TO v;

-- hazard: backward-incompatible: programs that leave v.b empty fail
ALTER TABLE v ADD CONSTRAINT v_b_not_null_check CHECK (b IS NOT NULL) NOT VALID;

ALTER TABLE v ALTER COLUMN c SET DEFAULT 1;

ALTER TABLE v ALTER COLUMN c DROP NOT NULL;

COMMIT;

BEGIN;

ALTER TABLE v VALIDATE CONSTRAINT v_b_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE v ALTER COLUMN b SET NOT NULL;

ALTER TABLE v DROP CONSTRAINT v_b_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY v_pkey ON v (b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE v ADD CONSTRAINT v_pkey PRIMARY KEY USING INDEX v_pkey;

ALTER TABLE v DROP CONSTRAINT k;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say v no longer find it
ALTER TABLE v RENAME TO a;

ALTER TABLE a ALTER COLUMN c DROP DEFAULT;

-- hazard: backward-incompatible: programs that leave a.c empty fail
ALTER TABLE a ADD CONSTRAINT a_c_not_null_check CHECK (c IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT a_c_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ALTER COLUMN c SET NOT NULL;

ALTER TABLE a ADD CONSTRAINT k CHECK (c > 0) NOT VALID;

ALTER TABLE a DROP CONSTRAINT a_c_not_null_check;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT k;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE VIEW v AS
SELECT * FROM a;

ALTER TABLE a DROP CONSTRAINT v_pkey;

ALTER TABLE a ALTER COLUMN b DROP NOT NULL;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that read v fail
DROP VIEW v;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say a no longer find it
ALTER TABLE a RENAME TO v;

-- hazard: backward-incompatible: programs that leave v.b empty fail
ALTER TABLE v ADD CONSTRAINT v_b_not_null NOT NULL b NOT VALID;

ALTER TABLE v ALTER COLUMN c SET DEFAULT 1;

ALTER TABLE v ALTER COLUMN c DROP NOT NULL;

COMMIT;

BEGIN;

ALTER TABLE v VALIDATE CONSTRAINT v_b_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY v_pkey ON v (b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE v ADD CONSTRAINT v_pkey PRIMARY KEY USING INDEX v_pkey;

ALTER TABLE v DROP CONSTRAINT k;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say v no longer find it
ALTER TABLE v RENAME TO a;

ALTER TABLE a ALTER COLUMN c DROP DEFAULT;

-- hazard: backward-incompatible: programs that leave a.c empty fail
ALTER TABLE a ADD CONSTRAINT a_c_not_null NOT NULL c NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT a_c_not_null;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT k CHECK (c > 0) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT k;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE VIEW v AS
SELECT * FROM a;

ALTER TABLE a DROP CONSTRAINT v_pkey;

ALTER TABLE a ALTER COLUMN b DROP NOT NULL;

COMMIT;
