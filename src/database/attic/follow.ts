import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import { dollarQuote, quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Entry } from './entry.ts';
import { keptValue, type LiveColumn } from './live-columns.ts';

/** What a trigger of ours is called begins so, on tables of users. */
export const triggerPrefix = 'learnr_schema_attic_';

/**
 * Statements that have the keys of rows written down whose key or value changes. It only adds rows, to a table without an index: nobody
 * waits for anybody, and transactions that see an old state of the database write down what they change, too.
 */
export function followStatements(
  entry: Entry,
  relation: QualifiedName,
  key: readonly LiveColumn[],
  value: LiveColumn,
): readonly string[] {
  const { log, routine } = names(entry);
  const columns = key.map((_, index) => `key_${index + 1}`).join(', ');
  const note = (row: 'OLD' | 'NEW') =>
    `INSERT INTO ${log} (${columns}) VALUES (${key.map((column) => keptValue(column, `${row}.`)).join(', ')});`;
  const same = [...key, value].map(({ name }) => {
    const column = quoteName(name);
    return `OLD.${column}::text IS NOT DISTINCT FROM NEW.${column}::text`;
  });
  // In triggers a virtual column has no value, so nothing says whether it changes.
  const passOver = value.virtual
    ? ''
    : `
  IF TG_OP = 'UPDATE' THEN
    IF ${same.join(' AND ')} THEN RETURN NULL; END IF;
  END IF;`;
  const body = `
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO ${log} (emptied) VALUES (true);
    RETURN NULL;
  END IF;${passOver}
  IF TG_OP <> 'INSERT' THEN
    ${note('OLD')}
  END IF;
  IF TG_OP <> 'DELETE' THEN
    ${note('NEW')}
  END IF;
  RETURN NULL;
END`;
  const table = fullName(relation);
  const [row, truncate] = triggers(entry);
  return [
    `CREATE TABLE ${log} AS SELECT ${columns}, false AS emptied, false AS taken FROM ${fullName(entry.keptAs as QualifiedName)} WITH NO DATA`,
    `ALTER TABLE ${log} ALTER COLUMN emptied SET DEFAULT false, ALTER COLUMN taken SET DEFAULT false, REPLICA IDENTITY FULL`,
    // Whoever writes the table need have no rights in the attic.
    `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS ${dollarQuote(body, 'body')}`,
    `REVOKE ALL ON FUNCTION ${routine}() FROM PUBLIC`,
    `CREATE TRIGGER ${row} AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${routine}()`,
    `CREATE TRIGGER ${truncate} AFTER TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${routine}()`,
    // Also what replication writes.
    `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${row}, ENABLE ALWAYS TRIGGER ${truncate}`,
  ];
}

/** Whether changes of the table are written down, and were since the copy began: somebody may have dropped a trigger meanwhile. */
export async function isFollowed(client: pg.Client, entry: Entry, relation: QualifiedName): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_trigger WHERE tgrelid = to_regclass($1) AND tgname = ANY ($2) AND tgenabled = 'A'`,
    [fullName(relation), triggers(entry)],
  );
  return rows.length === triggers(entry).length;
}

/** Statements that end it, under a lock that keeps everybody out. */
export function unfollowStatements(entry: Entry, relation: QualifiedName): readonly string[] {
  const { log, routine } = names(entry);
  return [
    ...triggers(entry).map((name) => `DROP TRIGGER ${name} ON ${fullName(relation)}`),
    `DROP FUNCTION ${routine}()`,
    `DROP TABLE ${log}`,
  ];
}

/**
 * The same where any of it may be gone already.
 *
 * @param relation where a trigger is left
 */
export function forgetStatements(entry: Entry, relation: QualifiedName | undefined): readonly string[] {
  const { log, routine } = names(entry);
  const left = relation === undefined ? [] : triggers(entry);
  return [
    ...left.map((name) => `DROP TRIGGER IF EXISTS ${name} ON ${fullName(relation as QualifiedName)}`),
    `DROP FUNCTION IF EXISTS ${routine}()`,
    `DROP TABLE IF EXISTS ${log}`,
  ];
}

function names({ keptAs }: Entry) {
  const { schema, name } = keptAs as QualifiedName;
  return {
    log: fullName({ schema, name: `${name}_log` }),
    routine: fullName({ schema, name: `${name}_follow` }),
  };
}

function triggers({ id }: Entry): readonly [row: string, truncate: string] {
  return [`${triggerPrefix}${id}_row`, `${triggerPrefix}${id}_truncate`];
}
