-- A sequence is altered, and belongs to a column.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE no AS bigint;

ALTER SEQUENCE no START WITH 1 INCREMENT BY 5 NO MINVALUE NO MAXVALUE CACHE 10 NO CYCLE;

ALTER SEQUENCE no OWNED BY people.id;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE no AS integer;

ALTER SEQUENCE no START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE;

ALTER SEQUENCE no OWNED BY NONE;

COMMIT;
