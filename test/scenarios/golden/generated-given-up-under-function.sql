-- Generated columns become ordinary ones, and the functions in their expressions go or are made anew.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE notes ALTER COLUMN b DROP EXPRESSION;

ALTER TABLE notes ALTER COLUMN c DROP EXPRESSION;

ALTER TABLE notes ALTER COLUMN d DROP EXPRESSION;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.twice(integer)', 'public.twice(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.twice(integer);

CREATE FUNCTION twice(x integer)
RETURNS bigint
LANGUAGE sql
RETURN x * 2;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.twice(integer)')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.twice(integer)', 'public.twice(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

ALTER TABLE notes ALTER COLUMN c SET DEFAULT twice(4);

-- hazard: rewrite: notes is written anew while nobody can read or write it
ALTER TABLE notes
  ALTER COLUMN d TYPE text,
  ALTER COLUMN d SET DEFAULT twice(4);

COMMIT;

BEGIN;

DROP FUNCTION public.dot(text);

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of notes.b are lost
-- hazard: backward-incompatible: programs that use notes.b fail
ALTER TABLE notes DROP COLUMN b;

-- hazard: data-loss: the values of notes.c are lost
-- hazard: backward-incompatible: programs that use notes.c fail
ALTER TABLE notes DROP COLUMN c;

-- hazard: data-loss: the values of notes.d are lost
-- hazard: backward-incompatible: programs that use notes.d fail
ALTER TABLE notes DROP COLUMN d;

CREATE FUNCTION dot(x text)
RETURNS text
LANGUAGE sql
RETURN x || '.';

-- hazard: rewrite: notes is written anew while nobody can read or write it
ALTER TABLE notes ADD COLUMN b varchar(20) GENERATED ALWAYS AS (dot(id)) STORED;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.twice(integer)', 'public.twice(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.twice(integer);

CREATE FUNCTION twice(x integer)
RETURNS integer
LANGUAGE sql
RETURN x * 2;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.twice(integer)')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.twice(integer)', 'public.twice(integer)'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

-- hazard: rewrite: notes is written anew while nobody can read or write it
ALTER TABLE notes ADD COLUMN c integer GENERATED ALWAYS AS (twice(n)) STORED;

-- hazard: rewrite: notes is written anew while nobody can read or write it
ALTER TABLE notes ADD COLUMN d integer GENERATED ALWAYS AS (twice(n)) STORED;

COMMIT;
