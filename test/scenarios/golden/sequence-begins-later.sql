-- Sequences whose next options begin beyond where they stand go there, those that have counted farther stay, and those that turn round begin again.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

SELECT setval('fresh'::regclass, 10, false) FROM fresh WHERE last_value < 10;

ALTER SEQUENCE fresh START WITH 10 INCREMENT BY 1 MINVALUE 10 NO MAXVALUE CACHE 1 NO CYCLE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE turned START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE RESTART;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

SELECT setval('t_id_seq'::regclass, 20, false) FROM t_id_seq WHERE last_value < 10;

ALTER TABLE t
  ALTER COLUMN id SET GENERATED ALWAYS SET START WITH 20 SET INCREMENT BY 1 SET MINVALUE 10 SET NO MAXVALUE SET CACHE 1 SET NO CYCLE;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE fresh START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER SEQUENCE turned START WITH -1 INCREMENT BY -1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE RESTART;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t
  ALTER COLUMN id SET GENERATED ALWAYS SET START WITH 1 SET INCREMENT BY 1 SET NO MINVALUE SET NO MAXVALUE SET CACHE 1 SET NO CYCLE;

COMMIT;
