-- A column is renamed; what mentions it follows.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people RENAME CONSTRAINT people_mail_check TO people_email_check;

-- hazard: backward-incompatible: programs that say people.mail no longer find it
ALTER TABLE people RENAME COLUMN mail TO email;

ALTER TABLE people RENAME CONSTRAINT people_mail_key TO people_email_key;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people RENAME CONSTRAINT people_email_check TO people_mail_check;

-- hazard: backward-incompatible: programs that say people.email no longer find it
ALTER TABLE people RENAME COLUMN email TO mail;

ALTER TABLE people RENAME CONSTRAINT people_email_key TO people_mail_key;

COMMIT;
