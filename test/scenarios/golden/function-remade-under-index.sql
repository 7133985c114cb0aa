-- A function is remade under a check and an index.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT ck;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.f(integer)', 'public.f(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.f(integer);

CREATE FUNCTION f(y integer)
RETURNS integer
LANGUAGE sql
IMMUTABLE
RETURN y;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.f(integer)')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.f(integer)', 'public.f(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

ALTER TABLE t ADD CONSTRAINT ck CHECK (f(id) > 0) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT ck;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (f(id));

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY i;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE t DROP CONSTRAINT ck;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.f(integer)', 'public.f(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.f(integer);

CREATE FUNCTION f(x integer)
RETURNS integer
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
    WHERE part = '' AND object IN ('FUNCTION public.f(integer)')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.f(integer)', 'public.f(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

ALTER TABLE t ADD CONSTRAINT ck CHECK (f(id) > 0) NOT VALID;

COMMIT;

BEGIN;

ALTER TABLE t VALIDATE CONSTRAINT ck;

COMMIT;

CREATE INDEX CONCURRENTLY i ON t (f(id));
