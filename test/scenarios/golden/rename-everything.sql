-- A schema, a table, columns, constraints, an index, a trigger, a function, an enum and a view are renamed at once.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say crm no longer find it
ALTER SCHEMA crm RENAME TO sales;

-- hazard: backward-incompatible: programs that say state no longer find it
ALTER TYPE sales.state RENAME TO status;

-- hazard: backward-incompatible: programs that say stamp no longer find it
ALTER FUNCTION sales.stamp() RENAME TO touch;

-- hazard: backward-incompatible: programs that say client no longer find it
ALTER TABLE sales.client RENAME TO customer;

ALTER TABLE sales.customer RENAME CONSTRAINT ck_mail TO ck_email;

-- hazard: backward-incompatible: programs that say customer.mail no longer find it
ALTER TABLE sales.customer RENAME COLUMN mail TO email;

-- hazard: backward-incompatible: programs that say customer.state no longer find it
ALTER TABLE sales.customer RENAME COLUMN state TO status;

ALTER INDEX sales.idx_mail RENAME TO idx_email;

ALTER TABLE sales.customer RENAME CONSTRAINT client_pkey TO customer_pkey;

ALTER SEQUENCE sales.client_id_seq RENAME TO customer_id_seq;

ALTER TRIGGER t_stamp ON sales.customer RENAME TO t_touch;

ALTER TABLE sales.customer RENAME CONSTRAINT uq_mail TO uq_email;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say visit.client_id no longer find it
ALTER TABLE sales.visit RENAME COLUMN client_id TO customer_id;

ALTER TABLE sales.visit RENAME CONSTRAINT visit_client_id_fkey TO visit_customer_id_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say sales no longer find it
ALTER SCHEMA sales RENAME TO crm;

-- hazard: backward-incompatible: programs that say status no longer find it
ALTER TYPE crm.status RENAME TO state;

-- hazard: backward-incompatible: programs that say touch no longer find it
ALTER FUNCTION crm.touch() RENAME TO stamp;

-- hazard: backward-incompatible: programs that say customer no longer find it
ALTER TABLE crm.customer RENAME TO client;

ALTER TABLE crm.client RENAME CONSTRAINT ck_email TO ck_mail;

-- hazard: backward-incompatible: programs that say client.email no longer find it
ALTER TABLE crm.client RENAME COLUMN email TO mail;

-- hazard: backward-incompatible: programs that say client.status no longer find it
ALTER TABLE crm.client RENAME COLUMN status TO state;

ALTER INDEX crm.idx_email RENAME TO idx_mail;

ALTER TABLE crm.client RENAME CONSTRAINT customer_pkey TO client_pkey;

ALTER SEQUENCE crm.customer_id_seq RENAME TO client_id_seq;

ALTER TRIGGER t_touch ON crm.client RENAME TO t_stamp;

ALTER TABLE crm.client RENAME CONSTRAINT uq_email TO uq_mail;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say visit.customer_id no longer find it
ALTER TABLE crm.visit RENAME COLUMN customer_id TO client_id;

ALTER TABLE crm.visit RENAME CONSTRAINT visit_customer_id_fkey TO visit_client_id_fkey;

COMMIT;
