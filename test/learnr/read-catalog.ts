import type pg from 'pg';

/** What the catalogs of LearnR's hand-written migrations hold, by table. */
export type Catalog = Readonly<Record<string, CatalogTable>>;

export type CatalogTable = {
  /** In order. */
  readonly columns: readonly CatalogColumn[];
  /** By name, as PostgreSQL prints them from USING on; without those behind constraints. */
  readonly indexes: Readonly<Record<string, string>>;
  /** By name, as PostgreSQL prints them. */
  readonly constraints: Readonly<Record<string, string>>;
};

export type CatalogColumn = {
  readonly name: string;
  readonly type: string;
  readonly default?: string;
  readonly not_null?: true;
};

/** The tables in `public`, asked for without any code of this project. */
export async function readCatalog(client: pg.Client): Promise<Catalog> {
  const { rows } = await client.query<{ name: string } & CatalogTable>(`
SELECT relname AS name,
  (SELECT json_agg(json_strip_nulls(json_build_object(
      'name', attname,
      'type', format_type(atttypid, atttypmod),
      'default', pg_get_expr(adbin, adrelid),
      'not_null', CASE WHEN attnotnull THEN true END)) ORDER BY attnum)
    FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
  (SELECT coalesce(json_object_agg(i.relname, substring(pg_get_indexdef(i.oid) FROM 'USING .*')), '{}')
    FROM pg_index JOIN pg_class i ON i.oid = indexrelid
    WHERE indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid AND conrelid = c.oid)) AS indexes,
  -- PostgreSQL 18 has NOT NULL as constraints, too.
  (SELECT coalesce(json_object_agg(conname, pg_get_constraintdef(oid)), '{}')
    FROM pg_constraint WHERE conrelid = c.oid AND contype <> 'n') AS constraints
FROM pg_class c
WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`);
  return Object.fromEntries(rows.map(({ name, ...table }) => [name, table]));
}
