-- A domain under another one gets a check and NOT NULL; one that no column has gets them too.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: t and u stay locked while every value of e is checked
ALTER DOMAIN e SET NOT NULL;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN e ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: blocking: t and u stay locked while every value of e is checked
ALTER DOMAIN e VALIDATE CONSTRAINT positive;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN unused SET NOT NULL;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN unused ADD CONSTRAINT "some" CHECK (VALUE <> '') NOT VALID;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN unused VALIDATE CONSTRAINT "some";

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN e DROP NOT NULL;

ALTER DOMAIN e DROP CONSTRAINT positive;

ALTER DOMAIN unused DROP NOT NULL;

ALTER DOMAIN unused DROP CONSTRAINT "some";

COMMIT;
