import type { Migration, PostgreSQL } from '@pgkit/migra';

/** The one place that knows the shape of `@pgkit/migra`. */
export type Migra = { readonly Migration: typeof Migration; readonly PostgreSQL: typeof PostgreSQL };

/** What the library knows of a database. */
export type Inspected = PostgreSQL;

/** The library's queries, by its own names for them. */
export type QueryName = Parameters<PostgreSQL['execute']>[0];

export type Row = Readonly<Record<string, unknown>>;

/** Runs one of the library's queries. */
export type Ask = (name: QueryName, sql: string) => Promise<readonly Row[]>;

/** Loading it takes longer than most commands. */
export function loadMigra(): Promise<Migra> {
  return import('@pgkit/migra');
}

/**
 * Inspects a database. The library never learns of a connection, so none of its own can stay open; and its client, which parses
 * every query in JavaScript to give it a name, takes no part: that would take three times as long as all the rest.
 */
export async function inspect({ PostgreSQL }: Migra, major: number, ask: Ask): Promise<Inspected> {
  const inspected = PostgreSQL.empty();
  inspected.pg_version = major;
  // The rows have the columns that the query names, which is all that the library's own types know as well.
  inspected.execute = async (name) => (await ask(name, String(inspected[name]))) as never;
  const loadDependencies = inspected.load_deps.bind(inspected);
  inspected.load_deps = async () => {
    await loadDependencies();
    nameOnce(inspected);
  };
  await inspected.load_all_async();
  return inspected;
}

/**
 * The library adds every trigger and every column of an enum once for each dependency of a view, and then follows each of them: with some
 * hundred views that takes longer than all the rest. What depends on what stays the same.
 */
function nameOnce(inspected: Inspected): void {
  for (const things of [inspected.selectables, inspected.enums, inspected.triggers]) {
    for (const thing of Object.values(things)) {
      thing.dependents = [...new Set(thing.dependents)];
      thing.dependent_on = [...new Set(thing.dependent_on)];
    }
  }
}

/** All that the library makes statements from, by its own names. */
const collections = [
  'schemas',
  'extensions',
  'collations',
  'enums',
  'domains',
  'sequences',
  'selectables',
  'constraints',
  'indexes',
  'triggers',
  'rlspolicies',
] as const satisfies readonly (keyof Inspected)[];

type Thing = { equals(other: unknown): boolean };

/**
 * Whether the library takes everything in the one database for equal to what has its name in the other. Then it has no statements, and
 * to have it say so takes ten times as long: it sorts by the whole text of things, again for each kind of change.
 */
export function isSame(from: Inspected, to: Inspected): boolean {
  return collections.every((name) => {
    const [things, others]: readonly Readonly<Record<string, Thing>>[] = [from[name], to[name]];
    const names = Object.keys(things ?? {});
    return (
      names.length === Object.keys(others ?? {}).length &&
      names.every((key) => {
        const other = others?.[key];
        return other !== undefined && things?.[key]?.equals(other) === true;
      })
    );
  });
}

/** The statements with which the library would make the first database like the second. */
export async function statementsBetween(
  { Migration }: Migra,
  from: Inspected,
  to: Inspected,
): Promise<readonly string[]> {
  const migration = await Migration.create(from, to, {});
  migration.add_all_changes();
  return [...migration.statements];
}
