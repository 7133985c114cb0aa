-- Sequences that belong to columns move into another schema, with their table and without it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE app."left" OWNED BY NONE;

-- hazard: backward-incompatible: programs that say left no longer find it
ALTER SEQUENCE app."left" SET SCHEMA public;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE app.s OWNED BY NONE;

-- hazard: backward-incompatible: programs that say s no longer find it
ALTER SEQUENCE app.s SET SCHEMA public;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE app.t SET SCHEMA public;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE s OWNED BY t.id;

-- hazard: data-loss: every row of gone is lost
-- hazard: backward-incompatible: programs that use gone fail
DROP TABLE app.gone;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say left no longer find it
ALTER SEQUENCE "left" SET SCHEMA app;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE s OWNED BY NONE;

-- hazard: backward-incompatible: programs that say s no longer find it
ALTER SEQUENCE s SET SCHEMA app;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say t no longer find it
ALTER TABLE t SET SCHEMA app;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE app.s OWNED BY app.t.id;

CREATE TABLE app.gone (
  id integer PRIMARY KEY
);

ALTER SEQUENCE app."left" OWNED BY app.gone.id;

COMMIT;
