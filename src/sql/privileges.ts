import { currentPrivileges, grantable } from './current-privileges.ts';
import { dollarQuote, quoteText } from './quote.ts';
import type { Target } from './statement.ts';

const table = 'learnr_schema_privileges';

/**
 * Owner and privileges are kept in a temporary table until the transaction ends; several saves may share it. Objects are known
 * by what GRANT and ALTER … OWNER call them, since oids change.
 */
export function savePrivileges(targets: readonly Target[]): string {
  const body = `
BEGIN
  CREATE TEMPORARY TABLE IF NOT EXISTS ${table}
    (object text, part text, owner oid, acl aclitem[]) ON COMMIT DROP;
  INSERT INTO pg_temp.${table} (object, part, owner, acl)
${indented(currentPrivileges(targets), '    ')};
END
`;
  return `DO ${dollarQuote(body, 'save')}`;
}

/**
 * First the owner; then what the new objects have too much (by ALTER DEFAULT PRIVILEGES) is revoked, and what they lack is
 * granted, by the owner whoever granted it before. Columns that the new object does not have are passed over, and so is what
 * was not saved.
 */
export function restorePrivileges(targets: readonly Target[]): string {
  const objects = targets.map((target) => quoteText(grantable(target).object));
  const body = `
DECLARE
  command text;
  pair record;
  privilege record;
BEGIN
  FOR command IN
    SELECT format('ALTER %s OWNER TO %I', object, pg_get_userbyid(owner))
    FROM pg_temp.${table}
    WHERE part = '' AND object IN (${objects.join(', ')})
  LOOP
    EXECUTE command;
  END LOOP;

  FOR pair IN
    WITH made (object, part, owner, acl) AS (
${indented(currentPrivileges(targets), '      ')}
    )
    SELECT object, part, saved.acl AS wanted, made.acl AS given
    FROM pg_temp.${table} AS saved JOIN made USING (object, part)
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
`;
  return `DO ${dollarQuote(body, 'restore')}`;
}

function indented(text: string, indent: string): string {
  return text.replaceAll(/^/gm, indent);
}
