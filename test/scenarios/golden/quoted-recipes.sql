-- Names that need quotes, through backfill, serial, domain and keys.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN "My D" RENAME TO "My D_old";

CREATE DOMAIN "My D" AS bigint CONSTRAINT "My D_check" CHECK (VALUE > 0);

-- hazard: rewrite: The T is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of The T with a value that the new type does not have makes this fail
ALTER TABLE "The T" ALTER COLUMN "D" TYPE "My D" USING "D"::text::"My D";

DROP DOMAIN "My D_old";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T"
  ADD COLUMN "Q q" text,
  ALTER COLUMN "Q q" SET DEFAULT gen_random_uuid()::text;

CREATE SEQUENCE "The T_S_seq" AS integer;

ALTER SEQUENCE "The T_S_seq" OWNED BY "The T"."S";

ALTER TABLE "The T" ALTER COLUMN "S" SET DEFAULT nextval('"The T_S_seq"'::regclass);

-- hazard: blocking: "The T" stays locked while every row of The T is read for the greatest S
SELECT setval('"The T_S_seq"'::regclass, max("S")::bigint)
  FROM "The T"
  HAVING max("S") >= (SELECT last_value FROM "The T_S_seq");

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT "Id" INTO batch_first FROM "The T"
    WHERE "N" IS NULL
    ORDER BY "Id" LIMIT 1;
  WHILE FOUND LOOP
    SELECT "Id" INTO batch_last FROM (
      SELECT "Id" FROM "The T"
        WHERE "N" IS NULL AND "Id" >= batch_first."Id"
        ORDER BY "Id" LIMIT 10000
    ) AS batch
      ORDER BY "Id" DESC LIMIT 1;
    UPDATE "The T" SET "N" = "Id"
      WHERE "N" IS NULL AND "Id" >= batch_first."Id" AND "Id" <= batch_last."Id";
    COMMIT;
    SELECT "Id" INTO batch_first FROM "The T"
      WHERE "N" IS NULL AND "Id" > batch_last."Id"
      ORDER BY "Id" LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave The T.N empty fail
ALTER TABLE "The T" ADD CONSTRAINT "The T_N_not_null_check" CHECK ("N" IS NOT NULL) NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT "Id" INTO batch_first FROM "The T"
    WHERE "N" IS NULL
    ORDER BY "Id" LIMIT 1;
  WHILE FOUND LOOP
    SELECT "Id" INTO batch_last FROM (
      SELECT "Id" FROM "The T"
        WHERE "N" IS NULL AND "Id" >= batch_first."Id"
        ORDER BY "Id" LIMIT 10000
    ) AS batch
      ORDER BY "Id" DESC LIMIT 1;
    UPDATE "The T" SET "N" = "Id"
      WHERE "N" IS NULL AND "Id" >= batch_first."Id" AND "Id" <= batch_last."Id";
    COMMIT;
    SELECT "Id" INTO batch_first FROM "The T"
      WHERE "N" IS NULL AND "Id" > batch_last."Id"
      ORDER BY "Id" LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE "The T" VALIDATE CONSTRAINT "The T_N_not_null_check";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T" ALTER COLUMN "N" SET NOT NULL;

ALTER TABLE "The T" DROP CONSTRAINT "The T_N_not_null_check";

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT "Id" INTO batch_first FROM "The T"
    WHERE "Q q" IS NULL
    ORDER BY "Id" LIMIT 1;
  WHILE FOUND LOOP
    SELECT "Id" INTO batch_last FROM (
      SELECT "Id" FROM "The T"
        WHERE "Q q" IS NULL AND "Id" >= batch_first."Id"
        ORDER BY "Id" LIMIT 10000
    ) AS batch
      ORDER BY "Id" DESC LIMIT 1;
    UPDATE "The T" SET "Q q" = gen_random_uuid()::text
      WHERE "Q q" IS NULL AND "Id" >= batch_first."Id" AND "Id" <= batch_last."Id";
    COMMIT;
    SELECT "Id" INTO batch_first FROM "The T"
      WHERE "Q q" IS NULL AND "Id" > batch_last."Id"
      ORDER BY "Id" LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave The T.Q q empty fail
ALTER TABLE "The T" ADD CONSTRAINT "The T_Q q_not_null_check" CHECK ("Q q" IS NOT NULL) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE "The T" VALIDATE CONSTRAINT "The T_Q q_not_null_check";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T" ALTER COLUMN "Q q" SET NOT NULL;

ALTER TABLE "The T" DROP CONSTRAINT "The T_Q q_not_null_check";

COMMIT;

CREATE INDEX CONCURRENTLY "I X_new" ON "The T" ("S");

DROP INDEX CONCURRENTLY "I X";

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX "I X_new" RENAME TO "I X";

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY "U K_new" ON "The T" ("N", "S");

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T"
  DROP CONSTRAINT "U K",
  ADD CONSTRAINT "U K" UNIQUE USING INDEX "U K_new";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW "The V";

ALTER TABLE "The T" ALTER COLUMN "T'x" TYPE text;

CREATE VIEW "The V" AS
SELECT "Id", "T'x" FROM "The T";

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE "The V"')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
      WHERE attnum > 0 AND NOT attisdropped
    )
    SELECT object, part, saved.acl AS wanted, made.acl AS given
    FROM pg_temp.learnr_schema_privileges AS saved JOIN made USING (object, part)
    ORDER BY object, part
  LOOP
    -- What the new object has too much, by default privileges.
    FOR privilege IN
      SELECT privilege_type AS name, grantee, is_grantable FROM aclexplode(pair.given)
      EXCEPT
      SELECT privilege_type, grantee, is_grantable FROM aclexplode(pair.wanted)
    LOOP
      EXECUTE format('REVOKE %s%s ON %s FROM %s', privilege.name, pair.part, pair.object,
        CASE privilege.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(privilege.grantee)) END);
    END LOOP;
    -- What it lacks.
    FOR privilege IN
      SELECT privilege_type AS name, grantee, is_grantable FROM aclexplode(pair.wanted)
      EXCEPT
      SELECT privilege_type, grantee, is_grantable FROM aclexplode(pair.given)
    LOOP
      EXECUTE format('GRANT %s%s ON %s TO %s%s', privilege.name, pair.part, pair.object,
        CASE privilege.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(privilege.grantee)) END,
        CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
  END LOOP;
END
$$;

COMMENT ON COLUMN "The V"."Id" IS 'hi';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN "My D" RENAME TO "My D_old";

CREATE DOMAIN "My D" AS integer CONSTRAINT "My D_check" CHECK (VALUE > 0);

-- hazard: rewrite: The T is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of The T with a value that the new type does not have makes this fail
ALTER TABLE "The T" ALTER COLUMN "D" TYPE "My D" USING "D"::text::"My D";

DROP DOMAIN "My D_old";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T" ALTER COLUMN "N" DROP NOT NULL;

ALTER TABLE "The T" ALTER COLUMN "S" DROP DEFAULT;

DROP SEQUENCE "The T_S_seq";

COMMIT;

CREATE INDEX CONCURRENTLY "I X_new" ON "The T" ("N");

DROP INDEX CONCURRENTLY "I X";

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX "I X_new" RENAME TO "I X";

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY "U K_new" ON "The T" ("N");

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T"
  DROP CONSTRAINT "U K",
  ADD CONSTRAINT "U K" UNIQUE USING INDEX "U K_new";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW "The V";

-- hazard: rewrite: The T is written anew while nobody can read or write it; "The V" stays locked meanwhile
-- hazard: backward-incompatible: a value of T'x that does not fit makes this fail
ALTER TABLE "The T" ALTER COLUMN "T'x" TYPE varchar(4);

CREATE VIEW "The V" AS
SELECT "Id", "T'x" FROM "The T";

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE "The V"')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
      WHERE attnum > 0 AND NOT attisdropped
    )
    SELECT object, part, saved.acl AS wanted, made.acl AS given
    FROM pg_temp.learnr_schema_privileges AS saved JOIN made USING (object, part)
    ORDER BY object, part
  LOOP
    -- What the new object has too much, by default privileges.
    FOR privilege IN
      SELECT privilege_type AS name, grantee, is_grantable FROM aclexplode(pair.given)
      EXCEPT
      SELECT privilege_type, grantee, is_grantable FROM aclexplode(pair.wanted)
    LOOP
      EXECUTE format('REVOKE %s%s ON %s FROM %s', privilege.name, pair.part, pair.object,
        CASE privilege.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(privilege.grantee)) END);
    END LOOP;
    -- What it lacks.
    FOR privilege IN
      SELECT privilege_type AS name, grantee, is_grantable FROM aclexplode(pair.wanted)
      EXCEPT
      SELECT privilege_type, grantee, is_grantable FROM aclexplode(pair.given)
    LOOP
      EXECUTE format('GRANT %s%s ON %s TO %s%s', privilege.name, pair.part, pair.object,
        CASE privilege.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(privilege.grantee)) END,
        CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
  END LOOP;
END
$$;

COMMENT ON COLUMN "The V"."Id" IS 'hi';

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of The T.Q q are lost
-- hazard: backward-incompatible: programs that use The T.Q q fail
ALTER TABLE "The T" DROP COLUMN "Q q";

COMMIT;

-- forward, PostgreSQL 18 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER DOMAIN "My D" RENAME TO "My D_old";

CREATE DOMAIN "My D" AS bigint CONSTRAINT "My D_check" CHECK (VALUE > 0);

-- hazard: rewrite: The T is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of The T with a value that the new type does not have makes this fail
ALTER TABLE "The T" ALTER COLUMN "D" TYPE "My D" USING "D"::text::"My D";

DROP DOMAIN "My D_old";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T"
  ADD COLUMN "Q q" text,
  ALTER COLUMN "Q q" SET DEFAULT gen_random_uuid()::text;

CREATE SEQUENCE "The T_S_seq" AS integer;

ALTER SEQUENCE "The T_S_seq" OWNED BY "The T"."S";

ALTER TABLE "The T" ALTER COLUMN "S" SET DEFAULT nextval('"The T_S_seq"'::regclass);

-- hazard: blocking: "The T" stays locked while every row of The T is read for the greatest S
SELECT setval('"The T_S_seq"'::regclass, max("S")::bigint)
  FROM "The T"
  HAVING max("S") >= (SELECT last_value FROM "The T_S_seq");

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT "Id" INTO batch_first FROM "The T"
    WHERE "N" IS NULL
    ORDER BY "Id" LIMIT 1;
  WHILE FOUND LOOP
    SELECT "Id" INTO batch_last FROM (
      SELECT "Id" FROM "The T"
        WHERE "N" IS NULL AND "Id" >= batch_first."Id"
        ORDER BY "Id" LIMIT 10000
    ) AS batch
      ORDER BY "Id" DESC LIMIT 1;
    UPDATE "The T" SET "N" = "Id"
      WHERE "N" IS NULL AND "Id" >= batch_first."Id" AND "Id" <= batch_last."Id";
    COMMIT;
    SELECT "Id" INTO batch_first FROM "The T"
      WHERE "N" IS NULL AND "Id" > batch_last."Id"
      ORDER BY "Id" LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave The T.N empty fail
ALTER TABLE "The T" ADD CONSTRAINT "The T_N_not_null" NOT NULL "N" NOT VALID;

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT "Id" INTO batch_first FROM "The T"
    WHERE "N" IS NULL
    ORDER BY "Id" LIMIT 1;
  WHILE FOUND LOOP
    SELECT "Id" INTO batch_last FROM (
      SELECT "Id" FROM "The T"
        WHERE "N" IS NULL AND "Id" >= batch_first."Id"
        ORDER BY "Id" LIMIT 10000
    ) AS batch
      ORDER BY "Id" DESC LIMIT 1;
    UPDATE "The T" SET "N" = "Id"
      WHERE "N" IS NULL AND "Id" >= batch_first."Id" AND "Id" <= batch_last."Id";
    COMMIT;
    SELECT "Id" INTO batch_first FROM "The T"
      WHERE "N" IS NULL AND "Id" > batch_last."Id"
      ORDER BY "Id" LIMIT 1;
  END LOOP;
END
$$;

BEGIN;

ALTER TABLE "The T" VALIDATE CONSTRAINT "The T_N_not_null";

COMMIT;

DO $$
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT "Id" INTO batch_first FROM "The T"
    WHERE "Q q" IS NULL
    ORDER BY "Id" LIMIT 1;
  WHILE FOUND LOOP
    SELECT "Id" INTO batch_last FROM (
      SELECT "Id" FROM "The T"
        WHERE "Q q" IS NULL AND "Id" >= batch_first."Id"
        ORDER BY "Id" LIMIT 10000
    ) AS batch
      ORDER BY "Id" DESC LIMIT 1;
    UPDATE "The T" SET "Q q" = gen_random_uuid()::text
      WHERE "Q q" IS NULL AND "Id" >= batch_first."Id" AND "Id" <= batch_last."Id";
    COMMIT;
    SELECT "Id" INTO batch_first FROM "The T"
      WHERE "Q q" IS NULL AND "Id" > batch_last."Id"
      ORDER BY "Id" LIMIT 1;
  END LOOP;
END
$$;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that leave The T.Q q empty fail
ALTER TABLE "The T" ADD CONSTRAINT "The T_Q q_not_null" NOT NULL "Q q" NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE "The T" VALIDATE CONSTRAINT "The T_Q q_not_null";

COMMIT;

CREATE INDEX CONCURRENTLY "I X_new" ON "The T" ("S");

DROP INDEX CONCURRENTLY "I X";

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER INDEX "I X_new" RENAME TO "I X";

COMMIT;

CREATE UNIQUE INDEX CONCURRENTLY "U K_new" ON "The T" ("N", "S");

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE "The T"
  DROP CONSTRAINT "U K",
  ADD CONSTRAINT "U K" UNIQUE USING INDEX "U K_new";

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW "The V";

ALTER TABLE "The T" ALTER COLUMN "T'x" TYPE text;

CREATE VIEW "The V" AS
SELECT "Id", "T'x" FROM "The T";

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE "The V"')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE "The V"', '"The V"'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
      WHERE attnum > 0 AND NOT attisdropped
    )
    SELECT object, part, saved.acl AS wanted, made.acl AS given
    FROM pg_temp.learnr_schema_privileges AS saved JOIN made USING (object, part)
    ORDER BY object, part
  LOOP
    -- What the new object has too much, by default privileges.
    FOR privilege IN
      SELECT privilege_type AS name, grantee, is_grantable FROM aclexplode(pair.given)
      EXCEPT
      SELECT privilege_type, grantee, is_grantable FROM aclexplode(pair.wanted)
    LOOP
      EXECUTE format('REVOKE %s%s ON %s FROM %s', privilege.name, pair.part, pair.object,
        CASE privilege.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(privilege.grantee)) END);
    END LOOP;
    -- What it lacks.
    FOR privilege IN
      SELECT privilege_type AS name, grantee, is_grantable FROM aclexplode(pair.wanted)
      EXCEPT
      SELECT privilege_type, grantee, is_grantable FROM aclexplode(pair.given)
    LOOP
      EXECUTE format('GRANT %s%s ON %s TO %s%s', privilege.name, pair.part, pair.object,
        CASE privilege.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(privilege.grantee)) END,
        CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
  END LOOP;
END
$$;

COMMENT ON COLUMN "The V"."Id" IS 'hi';

COMMIT;
