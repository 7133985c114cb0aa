import type pg from 'pg';
import type { QualifiedName, Statement } from '../../sql/statement.ts';

/** Rows that a statement reads without the server saying so, even at DEBUG1. */
export type SilentScan =
  /** Of each table that the statement locks in SHARE mode: those with a column of the domain. */
  { readonly of: 'tables locked in SHARE mode' } | { readonly of: 'table'; readonly table: QualifiedName };

/** @param client may be asked whether an index spares the statement from its scan */
export async function silentScan(client: pg.Client, statement: Statement): Promise<SilentScan | undefined> {
  switch (statement.kind) {
    case 'alter_domain':
      return scansDomain(statement.action) ? { of: 'tables locked in SHARE mode' } : undefined;
    case 'advance_sequence':
      return (await isLedByIndex(client, statement.table, statement.column))
        ? undefined
        : { of: 'table', table: statement.table };
    default:
      return undefined;
  }
}

/** validateDomainNotNullConstraint and validateDomainCheckConstraint in typecmds.c. */
function scansDomain(action: Extract<Statement, { kind: 'alter_domain' }>['action']): boolean {
  switch (action.kind) {
    case 'set_not_null':
    case 'validate_check':
      return true;
    case 'add_check':
      return !action.notValid;
    case 'set_default':
    case 'drop_default':
    case 'drop_not_null':
    case 'drop_check':
    case 'rename_check':
      return false;
  }
}

/** Whether max() of the column is found at the end of an index instead of by reading the table. */
async function isLedByIndex(
  client: pg.Client,
  { schema, name }: QualifiedName,
  column: string,
): Promise<boolean> {
  const { rows } = await client.query<{ led: boolean }>(
    `SELECT EXISTS (
  SELECT FROM pg_index
  JOIN pg_class AS index ON index.oid = indexrelid
  JOIN pg_am ON pg_am.oid = index.relam
  JOIN pg_class AS on_table ON on_table.oid = indrelid
  JOIN pg_namespace ON pg_namespace.oid = on_table.relnamespace
  JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
  WHERE nspname = $1 AND on_table.relname = $2 AND attname = $3 AND amname = 'btree' AND indisvalid AND indpred IS NULL
) AS led`,
    [schema, name, column],
  );
  return rows[0]?.led === true;
}
