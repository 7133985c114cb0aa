-- A generated column becomes an ordinary one, and what it was computed from gets another type, is generated or goes.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE gone ALTER COLUMN b DROP EXPRESSION;

ALTER TABLE gone ALTER COLUMN b SET DEFAULT 7;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE items ALTER COLUMN b DROP EXPRESSION;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: items is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of n that does not fit makes this fail
ALTER TABLE items ALTER COLUMN n TYPE varchar(20);

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE rooms ALTER COLUMN a DROP EXPRESSION;

-- hazard: data-loss: the values of rooms.value are lost
-- hazard: backward-incompatible: programs that use rooms.value fail
ALTER TABLE rooms DROP COLUMN value;

-- hazard: rewrite: rooms is written anew while nobody can read or write it
ALTER TABLE rooms
  ADD COLUMN value text GENERATED ALWAYS AS (CASE WHEN id > 3 THEN 'many' ELSE 'few' END) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of gone.a are lost
-- hazard: backward-incompatible: programs that use gone.a fail
ALTER TABLE gone DROP COLUMN a;

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;
SET lock_timeout = 0;
SET statement_timeout = 0;

BEGIN;
SET LOCAL lock_timeout = '2s';

ALTER TABLE gone ADD COLUMN a integer DEFAULT 3;

-- hazard: data-loss: the values of gone.b are lost
-- hazard: backward-incompatible: programs that use gone.b fail
ALTER TABLE gone DROP COLUMN b;

-- hazard: rewrite: gone is written anew while nobody can read or write it
ALTER TABLE gone ADD COLUMN b integer GENERATED ALWAYS AS (a + 1) STORED;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: rewrite: items is written anew while nobody can read or write it
-- hazard: backward-incompatible: a value of n that does not fit makes this fail
ALTER TABLE items ALTER COLUMN n TYPE integer USING n::integer;

COMMIT;

DROP INDEX CONCURRENTLY items_b;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of rooms.a are lost
-- hazard: backward-incompatible: programs that use rooms.a fail
ALTER TABLE rooms DROP COLUMN a;

ALTER TABLE rooms ALTER COLUMN value DROP EXPRESSION;

-- hazard: rewrite: rooms is written anew while nobody can read or write it
ALTER TABLE rooms ADD COLUMN a bigint GENERATED ALWAYS AS (length(value)) STORED;

COMMIT;

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

-- hazard: data-loss: the values of items.b are lost
-- hazard: backward-incompatible: programs that use items.b fail
ALTER TABLE items DROP COLUMN b;

-- hazard: rewrite: items is written anew while nobody can read or write it; v stays locked meanwhile
ALTER TABLE items
  ADD COLUMN b text GENERATED ALWAYS AS (CASE WHEN n > 3 THEN 'many' ELSE 'few' END) STORED;

CREATE VIEW v AS
SELECT id, b FROM items;

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

CREATE INDEX CONCURRENTLY items_b ON items (b);
