-- Two columns with long names become NOT NULL.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi1 empty fail
ALTER TABLE t
  ADD CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghi_8xjjtd_not_null_check CHECK (abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi1 IS NOT NULL) NOT VALID;

-- hazard: backward-incompatible: programs that leave t.abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi2 empty fail
ALTER TABLE t
  ADD CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghi_83kqqg_not_null_check CHECK (abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi2 IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghi_8xjjtd_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi1 SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghi_8xjjtd_not_null_check;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghi_83kqqg_not_null_check;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi2 SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghi_83kqqg_not_null_check;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  ALTER COLUMN abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi1 DROP NOT NULL;

ALTER TABLE t
  ALTER COLUMN abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi2 DROP NOT NULL;

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave t.abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi1 empty fail
ALTER TABLE t
  ADD CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghijabcde_8xjjtd_not_null NOT NULL abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi1 NOT VALID;

-- hazard: backward-incompatible: programs that leave t.abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi2 empty fail
ALTER TABLE t
  ADD CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghijabcde_83kqqg_not_null NOT NULL abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghi2 NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghijabcde_8xjjtd_not_null;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT t_abcdefghijabcdefghijabcdefghijabcdefghijabcde_83kqqg_not_null;

COMMIT;
