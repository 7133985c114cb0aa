-- Columns get another collation, one of a key and an index and one of neither; nothing is written anew.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: the indexes of t over a are built anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN a TYPE text COLLATE "C";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: the indexes of t over b are built anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN b TYPE text COLLATE "C";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN c TYPE text COLLATE "C";

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: the indexes of t over a are built anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN a TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: the indexes of t over b are built anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN b TYPE text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN c TYPE text;

COMMIT;
