-- A primary key moves on and leaves its foreign key to a unique constraint.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.c empty fail
ALTER TABLE t ADD CONSTRAINT t_c_not_null_check CHECK (c IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_c_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN c SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_c_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey_new ON t (a, c);

CREATE UNIQUE INDEX CONCURRENTLY u ON t (a, b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX u;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE w DROP CONSTRAINT fk;

ALTER TABLE t
  DROP CONSTRAINT t_pkey,
  ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey_new;

ALTER TABLE t ALTER COLUMN b DROP NOT NULL;

ALTER TABLE w ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES t (a, b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE w VALIDATE CONSTRAINT fk;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.b empty fail
ALTER TABLE t ADD CONSTRAINT t_b_not_null_check CHECK (b IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_b_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN b SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_b_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey_new ON t (a, b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  DROP CONSTRAINT t_pkey,
  ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey_new;

ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE w DROP CONSTRAINT fk;

ALTER TABLE t DROP CONSTRAINT u;

ALTER TABLE w ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES t (a, b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE w VALIDATE CONSTRAINT fk;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.c empty fail
ALTER TABLE t ADD CONSTRAINT t_c_not_null NOT NULL c NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_c_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey_new ON t (a, c);

CREATE UNIQUE INDEX CONCURRENTLY u ON t (a, b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX u;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE w DROP CONSTRAINT fk;

ALTER TABLE t
  DROP CONSTRAINT t_pkey,
  ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey_new;

ALTER TABLE t ALTER COLUMN b DROP NOT NULL;

ALTER TABLE w ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES t (a, b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE w VALIDATE CONSTRAINT fk;

COMMIT;

-- backward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.b empty fail
ALTER TABLE t ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_b_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY t_pkey_new ON t (a, b);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  DROP CONSTRAINT t_pkey,
  ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey_new;

ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE w DROP CONSTRAINT fk;

ALTER TABLE t DROP CONSTRAINT u;

ALTER TABLE w ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES t (a, b) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE w VALIDATE CONSTRAINT fk;

COMMIT;
