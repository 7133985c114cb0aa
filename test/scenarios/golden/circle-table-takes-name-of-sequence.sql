-- A table takes the name of a sequence that goes and that a default of its own draws from.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE delta RENAME TO delta_old;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say items no longer find it
ALTER TABLE items RENAME TO delta;

ALTER TABLE delta ALTER COLUMN c DROP DEFAULT;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: where delta stands is lost
DROP SEQUENCE delta_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say delta no longer find it
ALTER TABLE delta RENAME TO items;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE SEQUENCE delta MAXVALUE 30000;

ALTER TABLE items ALTER COLUMN c SET DEFAULT nextval('delta');

COMMIT;
