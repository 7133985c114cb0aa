import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Catalog } from './read-catalog.ts';

/** What LearnR's hand-written migrations left, as the files have it. */
function left(number: '001' | '002'): Readonly<Record<string, Partial<Catalog[string]>>> {
  return JSON.parse(readFileSync(new URL(`catalog-${number}.json`, import.meta.url), 'utf8'));
}

/**
 * Builds the database that Alembic built, from nothing but the catalog that it left and its own table: what PostgreSQL printed is executed
 * as it stands, so that everything in it that is printed otherwise the second time, is.
 */
export async function buildAsAlembic(client: pg.Client, number: '001' | '002'): Promise<void> {
  const tables = Object.entries(left(number));
  const statements = [
    ...tables.map(([name, { columns = [] }]) => {
      const definitions = columns.map((column) => {
        const isSerial = column.default?.startsWith(`nextval('${name}_`) === true;
        const type = isSerial ? 'serial' : column.type;
        const value = column.default === undefined || isSerial ? '' : ` DEFAULT ${column.default}`;
        return `${column.name} ${type}${value}${column.not_null === true ? ' NOT NULL' : ''}`;
      });
      return `CREATE TABLE ${name} (${definitions.join(', ')})`;
    }),
    // What foreign keys refer to must be there before they are.
    ...constraintsOf(tables, (definition) => !definition.startsWith('FOREIGN KEY')),
    ...constraintsOf(tables, (definition) => definition.startsWith('FOREIGN KEY')),
    ...tables.flatMap(([name, { indexes = {} }]) =>
      Object.entries(indexes).map(([index, definition]) => `CREATE INDEX ${index} ON ${name} ${definition}`),
    ),
    'CREATE TABLE alembic_version (version_num varchar(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)',
    `INSERT INTO alembic_version VALUES ('${number}')`,
  ];
  await client.query(statements.join(';\n'));
}

function constraintsOf(
  tables: readonly (readonly [string, Partial<Catalog[string]>])[],
  isWanted: (definition: string) => boolean,
): readonly string[] {
  return tables.flatMap(([name, { constraints = {} }]) =>
    Object.entries(constraints)
      .filter(([, definition]) => isWanted(definition))
      .map(([constraint, definition]) => `ALTER TABLE ${name} ADD CONSTRAINT ${constraint} ${definition}`),
  );
}
