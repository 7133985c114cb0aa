-- A column is made anew under functions, while its table is renamed.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say delta no longer find it
ALTER TABLE delta RENAME TO rooms;

ALTER TABLE rooms ALTER COLUMN id DROP EXPRESSION;

COMMIT;

BEGIN;

CREATE OR REPLACE FUNCTION calc()
RETURNS TABLE (value varchar(20), id boolean)
LANGUAGE sql
BEGIN ATOMIC SELECT t.value, t.id FROM rooms AS t; END;

CREATE FUNCTION run()
RETURNS TABLE (id boolean)
LANGUAGE sql
BEGIN ATOMIC SELECT t.id FROM rooms AS t; END;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: backward-incompatible: programs that say rooms no longer find it
ALTER TABLE rooms RENAME TO delta;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.calc()', 'public.calc()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.calc();

DROP FUNCTION public.run();

-- hazard: data-loss: the values of rooms.id are lost
-- hazard: backward-incompatible: programs that use rooms.id fail
ALTER TABLE delta DROP COLUMN id;

-- hazard: rewrite: delta is written anew while nobody can read or write it
ALTER TABLE delta ADD COLUMN id boolean GENERATED ALWAYS AS (value <> '') STORED;

CREATE FUNCTION calc()
RETURNS TABLE (value varchar(20), id boolean)
LANGUAGE sql
BEGIN ATOMIC SELECT t.value, t.id FROM delta AS t; END;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.calc()')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.calc()', 'public.calc()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

COMMIT;
