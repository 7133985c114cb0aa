-- Functions in standard SQL take all columns of tables of which columns come and go.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE gamma ADD COLUMN c integer;

ALTER TABLE gamma ADD COLUMN d text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.all_gamma()', 'public.all_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.all_gamma();

CREATE FUNCTION all_gamma()
RETURNS SETOF gamma
LANGUAGE sql
BEGIN ATOMIC SELECT * FROM gamma; END;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.all_gamma()')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.all_gamma()', 'public.all_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

CREATE OR REPLACE FUNCTION named_gamma()
RETURNS SETOF gamma
LANGUAGE sql
BEGIN ATOMIC SELECT g.id, g.a, g.c, g.d FROM gamma AS g; END;

CREATE OR REPLACE FUNCTION text_of(g gamma)
RETURNS text
LANGUAGE sql
RETURN g.a || g.d;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW v;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.some_gamma()', 'public.some_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.some_gamma();

CREATE FUNCTION some_gamma()
RETURNS SETOF integer
LANGUAGE sql
BEGIN ATOMIC SELECT id FROM (SELECT * FROM gamma) AS g; END;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.some_gamma()')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.some_gamma()', 'public.some_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

CREATE VIEW v AS
SELECT id FROM some_gamma() AS f (id);

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE v')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of beta.note are lost
-- hazard: backward-incompatible: programs that use beta.note fail
ALTER TABLE beta DROP COLUMN note;

COMMIT;

BEGIN;

CREATE FUNCTION all_beta()
RETURNS SETOF beta
LANGUAGE sql
BEGIN ATOMIC SELECT * FROM beta; END;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE beta ADD COLUMN note text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.all_gamma()', 'public.all_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.all_gamma();

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.named_gamma()', 'public.named_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.named_gamma();

CREATE OR REPLACE FUNCTION text_of(g gamma)
RETURNS text
LANGUAGE sql
RETURN g.a;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW v;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
    FROM (VALUES ('FUNCTION public.some_gamma()', 'public.some_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id;
END
$$;

DROP FUNCTION public.some_gamma();

DROP FUNCTION public.all_beta();

-- hazard: data-loss: the values of gamma.c are lost
-- hazard: backward-incompatible: programs that use gamma.c fail
ALTER TABLE gamma DROP COLUMN c;

-- hazard: data-loss: the values of gamma.d are lost
-- hazard: backward-incompatible: programs that use gamma.d fail
ALTER TABLE gamma DROP COLUMN d;

CREATE FUNCTION all_gamma()
RETURNS SETOF gamma
LANGUAGE sql
BEGIN ATOMIC SELECT * FROM gamma; END;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.all_gamma()')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.all_gamma()', 'public.all_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

CREATE FUNCTION named_gamma()
RETURNS SETOF gamma
LANGUAGE sql
BEGIN ATOMIC SELECT g.id, g.a FROM gamma AS g; END;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.named_gamma()')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.named_gamma()', 'public.named_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

CREATE FUNCTION some_gamma()
RETURNS SETOF integer
LANGUAGE sql
BEGIN ATOMIC SELECT id FROM (SELECT * FROM gamma) AS g; END;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('FUNCTION public.some_gamma()')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', proowner, coalesce(proacl, acldefault('f', proowner))
      FROM (VALUES ('FUNCTION public.some_gamma()', 'public.some_gamma()'::regprocedure)) AS target (object, id) JOIN pg_proc ON oid = id
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

CREATE VIEW v AS
SELECT id FROM some_gamma() AS f (id);

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE v')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE v', 'v'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

COMMIT;
