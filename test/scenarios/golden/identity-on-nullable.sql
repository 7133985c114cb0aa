-- A column without NOT NULL becomes an identity column.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE t ADD CONSTRAINT t_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_id_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN id SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_id_not_null_check;

ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- hazard: blocking: t stays locked while every row of t is read for the greatest id
SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN id DROP IDENTITY;

ALTER TABLE t ALTER COLUMN id DROP NOT NULL;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.id empty fail
ALTER TABLE t ADD CONSTRAINT t_id_not_null NOT NULL id NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_id_not_null;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- hazard: blocking: t stays locked while every row of t is read for the greatest id
SELECT setval('t_id_seq'::regclass, max(id)::bigint)
  FROM t
  HAVING max(id) >= (SELECT last_value FROM t_id_seq);

COMMIT;
