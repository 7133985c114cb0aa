-- An enum is remade under a function that a default calls.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t ALTER COLUMN m DROP DEFAULT;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.f(mood)', 'public.f(mood)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.f(mood);

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('b', 'c');

CREATE FUNCTION f(x mood)
RETURNS mood
LANGUAGE sql
IMMUTABLE
RETURN x;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.f(mood)')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.f(mood)', 'public.f(mood)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

-- hazard: rewrite: t is written anew while nobody can read or write it
-- hazard: backward-incompatible: a row of t with a value that the new type does not have makes this fail
ALTER TABLE t
  ALTER COLUMN m DROP DEFAULT,
  ALTER COLUMN m TYPE mood USING m::text::mood,
  ALTER COLUMN m SET DEFAULT f('b');

DROP TYPE mood_old;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;

ALTER TYPE mood ADD VALUE 'a' BEFORE 'b';

COMMIT;
