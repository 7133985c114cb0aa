-- Views of all columns over each other, and a materialized one with an index on top.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE a ADD COLUMN y text;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP MATERIALIZED VIEW m;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW u;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW w;

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

-- hazard: rewrite: a is written anew while nobody can read or write it; m, u, v and w stay locked meanwhile
-- hazard: backward-incompatible: a value of x that does not fit makes this fail
ALTER TABLE a ALTER COLUMN x TYPE varchar(40);

CREATE VIEW v AS
SELECT * FROM a;

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

CREATE VIEW w AS
SELECT * FROM v;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE w')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

CREATE VIEW u AS
SELECT w.* FROM w;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE u')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

-- hazard: blocking: a, m, u, v and w stay locked while m is computed
CREATE MATERIALIZED VIEW m AS
SELECT * FROM u;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE m')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

-- hazard: blocking: a, m, u, v and w stay locked while an index of m is built
CREATE UNIQUE INDEX i ON m (x);

COMMENT ON COLUMN m.x IS 'hi';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP MATERIALIZED VIEW m;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW u;

DO $$
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS learnr_schema_privileges
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.learnr_schema_privileges (object, part, owner, acl)
    SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
    FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
    UNION ALL
    SELECT object, format(' (%I)', attname), NULL, attacl
    FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
    WHERE attnum > 0 AND NOT attisdropped;
END
$$;

DROP VIEW w;

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

ALTER TABLE a ALTER COLUMN x TYPE text;

-- hazard: data-loss: the values of a.y are lost
-- hazard: backward-incompatible: programs that use a.y fail
ALTER TABLE a DROP COLUMN y;

CREATE VIEW v AS
SELECT * FROM a;

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

CREATE VIEW w AS
SELECT * FROM v;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE w')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE w', 'w'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

CREATE VIEW u AS
SELECT w.* FROM w;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE u')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE u', 'u'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

-- hazard: blocking: a, m, u, v and w stay locked while m is computed
CREATE MATERIALIZED VIEW m AS
SELECT * FROM u;

DO $$
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.learnr_schema_privileges
    WHERE part = '' AND object IN ('TABLE m')
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
      SELECT object, '', relowner, coalesce(relacl, acldefault('r', relowner))
      FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_class ON oid = id
      UNION ALL
      SELECT object, format(' (%I)', attname), NULL, attacl
      FROM (VALUES ('TABLE m', 'm'::regclass)) AS target (object, id) JOIN pg_attribute ON attrelid = id
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

-- hazard: blocking: a, m, u, v and w stay locked while an index of m is built
CREATE UNIQUE INDEX i ON m (x);

COMMENT ON COLUMN m.x IS 'hi';

COMMIT;
