-- A column with an index becomes a generated one under a view.

-- forward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

DROP INDEX CONCURRENTLY "both";

DROP INDEX CONCURRENTLY idx_three;

BEGIN;
SET LOCAL lock_timeout = '2s';

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

-- hazard: data-loss: the values of events.note are lost
-- hazard: backward-incompatible: programs that use events.note fail
ALTER TABLE events DROP COLUMN note;

-- hazard: rewrite: events is written anew while nobody can read or write it; v stays locked meanwhile
ALTER TABLE events ADD COLUMN note integer GENERATED ALWAYS AS (id * 2) STORED;

CREATE VIEW v AS
SELECT id, note FROM events;

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

CREATE INDEX CONCURRENTLY "both" ON events (id, note);

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE events ALTER COLUMN note DROP EXPRESSION;

COMMIT;

CREATE INDEX CONCURRENTLY idx_three ON events (note);
