-- Names that would break SQL are quoted.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

CREATE TABLE "USER" (
  "it's" text PRIMARY KEY
);

CREATE TABLE "a""; drop table users; --" (
  "select" integer PRIMARY KEY,
  "Grüße 🎉" text DEFAULT 'x' UNIQUE,
  "back\slash" text REFERENCES "USER" ("it's")
);

CREATE INDEX "INDEX" ON "a""; drop table users; --" ("select", "back\slash");

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of a"; drop table users; -- is lost
-- hazard: backward-incompatible: programs that use a"; drop table users; -- fail
DROP TABLE "a""; drop table users; --";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of USER is lost
-- hazard: backward-incompatible: programs that use USER fail
DROP TABLE "USER";

COMMIT;
