-- Foreign keys on busy tables are added NOT VALID and validated afterwards.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people
  ADD CONSTRAINT people_boss_fkey FOREIGN KEY (boss) REFERENCES people (id) NOT VALID;

ALTER TABLE people
  DROP CONSTRAINT people_friend_fkey,
  ADD CONSTRAINT people_friend_fkey FOREIGN KEY (friend) REFERENCES people (id) ON DELETE SET NULL NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_boss_fkey;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_friend_fkey;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people
  DROP CONSTRAINT people_friend_fkey,
  ADD CONSTRAINT people_friend_fkey FOREIGN KEY (friend) REFERENCES people (id) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE people VALIDATE CONSTRAINT people_friend_fkey;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE people DROP CONSTRAINT people_boss_fkey;

COMMIT;
