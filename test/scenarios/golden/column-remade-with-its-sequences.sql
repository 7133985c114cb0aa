-- Columns that are made anew keep the sequences that belong to them, and one that goes goes before.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE dropped OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say called_otherwise no longer find it
ALTER SEQUENCE called_otherwise RENAME TO named;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.sum no longer find it
ALTER TABLE t RENAME COLUMN sum TO total;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE named OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE kept OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.sum are lost
-- hazard: backward-incompatible: programs that use t.sum fail
ALTER TABLE t DROP COLUMN total;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN total integer GENERATED ALWAYS AS (id + 2) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE named OWNED BY t.total;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE kept OWNED BY t.total;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: where dropped stands is lost
DROP SEQUENCE dropped;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say named no longer find it
ALTER SEQUENCE named RENAME TO called_otherwise;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.total no longer find it
ALTER TABLE t RENAME COLUMN total TO sum;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE SEQUENCE dropped;

ALTER SEQUENCE kept OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE called_otherwise OWNED BY NONE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of t.total are lost
-- hazard: backward-incompatible: programs that use t.total fail
ALTER TABLE t DROP COLUMN sum;

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ADD COLUMN sum integer GENERATED ALWAYS AS (id + 1) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE dropped OWNED BY t.sum;

ALTER SEQUENCE kept OWNED BY t.sum;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE called_otherwise OWNED BY t.sum;

COMMIT;

-- forward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say called_otherwise no longer find it
ALTER SEQUENCE called_otherwise RENAME TO named;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.sum no longer find it
ALTER TABLE t RENAME COLUMN sum TO total;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN total SET EXPRESSION AS (id + 2);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: where dropped stands is lost
DROP SEQUENCE dropped;

COMMIT;

-- backward, PostgreSQL 17 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say named no longer find it
ALTER SEQUENCE named RENAME TO called_otherwise;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t.total no longer find it
ALTER TABLE t RENAME COLUMN total TO sum;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: t is written anew while nobody can read or write it
ALTER TABLE t ALTER COLUMN sum SET EXPRESSION AS (id + 1);

COMMIT;

BEGIN;

CREATE SEQUENCE dropped;

ALTER SEQUENCE dropped OWNED BY t.sum;

COMMIT;
