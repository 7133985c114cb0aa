-- A value of an enum is renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that write 'sad' fail
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

-- hazard: backward-incompatible: programs that write 'blue' fail
ALTER TYPE mood RENAME VALUE 'blue' TO 'sad';

COMMIT;
