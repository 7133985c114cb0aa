import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import { renderStatement } from '../../sql/render.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Destroyed } from './destroyed.ts';
import { addEntry, type Entry } from './entry.ts';
import { atticSchema } from './format.ts';
import { keepOwned } from './keep-sequence.ts';
import type { KeptStep } from './keeper.ts';
import { keptType, liveColumns } from './live-columns.ts';
import { ensureSchema } from './schema.ts';
import type { PassageWork } from './work.ts';

/**
 * In the transaction of a step that would drop a table: moves it to the attic instead, with its rows and columns and nothing else. An
 * empty one is left to the step.
 *
 * @returns whether it was moved
 */
export async function keepTable(
  work: PassageWork,
  { loss, relation }: Extract<Destroyed, { kind: 'table' }>,
  step: KeptStep,
): Promise<boolean> {
  const { client, passage } = work;
  const table = fullName(relation);
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  // Who owns a table that hides rows also from its owner can let it show them; nobody sees it again.
  await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  const sequences = await keepOwned(work, relation, undefined, step);
  const { rows } = await client.query<{ any: boolean }>(`SELECT EXISTS (SELECT FROM ${table}) AS any`);
  if (rows[0]?.any !== true) return false;
  await ensureSchema(client);
  // What a DROP would refuse, because something depends on the table, is refused here, too; then what is left is the table's own.
  await client.query(
    `SAVEPOINT learnr_schema_attic; ${renderStatement(step.statement)}; ROLLBACK TO SAVEPOINT learnr_schema_attic; RELEASE SAVEPOINT learnr_schema_attic`,
  );
  const entry = await addEntry(client, passage, {
    ...{ kind: 'table', loss, relation, step: step.number, state: 'kept', hasTable: true },
    detail: { sequences },
  });
  const strip = await ownParts(client, relation);
  const { name } = entry.keptAs as QualifiedName;
  const move = [
    ...strip,
    `ALTER TABLE ${table} RENAME TO ${quoteName(name)}`,
    `ALTER TABLE ${fullName({ schema: relation.schema, name })} SET SCHEMA ${atticSchema}`,
  ];
  await client.query(move.join(';\n'));
  return true;
}

/** Statements that take from a table what it consists of besides rows and columns. Changes of the catalog only. */
async function ownParts(client: pg.Client, relation: QualifiedName): Promise<readonly string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `WITH this AS (SELECT to_regclass($1)::oid AS oid, $1::text AS name),
parts (place, statement) AS (
  SELECT 1, format('ALTER PUBLICATION %I DROP TABLE %s', pubname, this.name)
  FROM this JOIN pg_publication_rel ON prrelid = this.oid JOIN pg_publication ON pg_publication.oid = prpubid
  WHERE pg_has_role(pubowner, 'USAGE')
  UNION ALL
  SELECT 2, format('DROP TRIGGER %I ON %s', tgname, this.name) FROM this JOIN pg_trigger ON tgrelid = this.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT 3, format('DROP RULE %I ON %s', rulename, this.name) FROM this JOIN pg_rewrite ON ev_class = this.oid
  UNION ALL
  SELECT 4, format('DROP POLICY %I ON %s', polname, this.name) FROM this JOIN pg_policy ON polrelid = this.oid
  UNION ALL
  SELECT 5, format('DROP STATISTICS %I.%I', nspname, stxname)
  FROM this JOIN pg_statistic_ext ON stxrelid = this.oid JOIN pg_namespace ON pg_namespace.oid = stxnamespace
  UNION ALL
  SELECT CASE contype WHEN 'f' THEN 6 ELSE 7 END, format('ALTER TABLE %s DROP CONSTRAINT %I', this.name, conname)
  FROM this JOIN pg_constraint ON conrelid = this.oid WHERE contype IN ('f', 'p', 'u', 'x', 'c')
  UNION ALL
  SELECT 8, format('DROP INDEX %I.%I', nspname, relname)
  FROM this JOIN pg_index ON indrelid = this.oid JOIN pg_class ON pg_class.oid = indexrelid
  JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT 9, format('ALTER TABLE %s %s', this.name, string_agg(CASE
    WHEN attidentity <> '' THEN format('ALTER COLUMN %I DROP IDENTITY', attname)
    WHEN attgenerated = 's' THEN format('ALTER COLUMN %I DROP EXPRESSION', attname)
    WHEN attgenerated = 'v' THEN format('DROP COLUMN %I', attname)
    ELSE format('ALTER COLUMN %I DROP DEFAULT', attname) END, ', '))
  FROM this JOIN pg_attribute ON attrelid = this.oid
  WHERE attnum > 0 AND NOT attisdropped AND (atthasdef OR attidentity <> '') GROUP BY this.name
  UNION ALL
  SELECT 10, format('DROP SEQUENCE %I.%I', nspname, relname)
  FROM this JOIN pg_depend ON refobjid = this.oid AND refclassid = 'pg_class'::regclass AND classid = 'pg_class'::regclass AND deptype = 'a'
  JOIN pg_class ON pg_class.oid = objid AND relkind = 'S' JOIN pg_namespace ON pg_namespace.oid = relnamespace
  UNION ALL
  -- Without a key rows can be taken out only so where tables of all schemas are published.
  SELECT 11, format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY, REPLICA IDENTITY FULL', this.name) FROM this
)
SELECT statement FROM parts ORDER BY place`,
    [fullName(relation)],
  );
  return rows.map(({ statement }) => statement);
}

/** Turns what depends on types that may go into text. Nobody else works on a table of the attic. */
export async function freeOfTypes(client: pg.Client, { keptAs }: Entry): Promise<void> {
  if (keptAs === undefined) return;
  const actions = (await liveColumns(client, keptAs))
    .filter(({ custom }) => custom)
    .map(({ name, array }) => {
      const [column, type] = [quoteName(name), keptType(array)];
      return `ALTER COLUMN ${column} TYPE ${type} USING ${column}::${type}`;
    });
  if (actions.length > 0) await client.query(`ALTER TABLE ${fullName(keptAs)} ${actions.join(', ')}`);
}
