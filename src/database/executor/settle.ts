import type pg from 'pg';
import type { QualifiedName, Statement } from '../../sql/statement.ts';

type IndexState = { readonly valid: boolean; readonly table: QualifiedName };

/**
 * Whether a statement outside a transaction, which a run started before it was interrupted, came to its effect: the catalog
 * knows. Where it does not say, the statement is one that can run twice (a backfill goes on where it was).
 */
export async function isDone(client: pg.Client, statement: Statement): Promise<boolean> {
  switch (statement.kind) {
    case 'create_index': {
      const name = { schema: statement.table.schema, name: statement.index.name };
      const found = await findIndex(client, name);
      return found?.valid === true && same(found.table, statement.table);
    }
    case 'drop_index':
      return (await findIndex(client, statement.index)) === undefined;
    default:
      return false;
  }
}

/**
 * The INVALID index that an interrupted CREATE INDEX CONCURRENTLY left in the way of this statement, or undefined. One of that
 * name on another table is none of ours.
 */
export async function leftoverOf(
  client: pg.Client,
  statement: Statement,
): Promise<QualifiedName | undefined> {
  if (statement.kind !== 'create_index' || !statement.concurrently) return undefined;
  const name = { schema: statement.table.schema, name: statement.index.name };
  const found = await findIndex(client, name);
  return found !== undefined && !found.valid && same(found.table, statement.table) ? name : undefined;
}

async function findIndex(
  client: pg.Client,
  { schema, name }: QualifiedName,
): Promise<IndexState | undefined> {
  const { rows } = await client.query<{ valid: boolean; table_schema: string; table_name: string }>(
    `SELECT indisvalid AND indisready AND indislive AS valid, on_schema.nspname AS table_schema, on_table.relname AS table_name
FROM pg_index
JOIN pg_class AS this ON this.oid = indexrelid
JOIN pg_namespace ON pg_namespace.oid = this.relnamespace
JOIN pg_class AS on_table ON on_table.oid = indrelid
JOIN pg_namespace AS on_schema ON on_schema.oid = on_table.relnamespace
WHERE pg_namespace.nspname = $1 AND this.relname = $2`,
    [schema, name],
  );
  const [row] = rows;
  return row && { valid: row.valid, table: { schema: row.table_schema, name: row.table_name } };
}

function same(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}
