-- The primary key moves to another column, which becomes NOT NULL first.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave a.code empty fail
ALTER TABLE a ADD CONSTRAINT a_code_not_null_check CHECK (code IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT a_code_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ALTER COLUMN code SET NOT NULL;

ALTER TABLE a DROP CONSTRAINT a_code_not_null_check;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY a_pkey_new ON a (code);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT a_pkey,
  ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey_new;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY uq_id ON a (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT uq_id UNIQUE USING INDEX uq_id;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY a_pkey_new ON a (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT a_pkey,
  ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey_new;

ALTER TABLE a ALTER COLUMN code DROP NOT NULL;

ALTER TABLE a DROP CONSTRAINT uq_id;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave a.code empty fail
ALTER TABLE a ADD CONSTRAINT a_code_not_null NOT NULL code NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE a VALIDATE CONSTRAINT a_code_not_null;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY a_pkey_new ON a (code);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT a_pkey,
  ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey_new;

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY uq_id ON a (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD CONSTRAINT uq_id UNIQUE USING INDEX uq_id;

COMMIT;
