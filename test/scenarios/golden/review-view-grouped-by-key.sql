-- A primary key is built anew under a view that is grouped by it.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY a_pkey_new ON a (id) INCLUDE (x);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT a_pkey,
  ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey_new;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

CREATE UNIQUE INDEX CONCURRENTLY a_pkey_new ON a (id);

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a
  DROP CONSTRAINT a_pkey,
  ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey_new;

COMMIT;
