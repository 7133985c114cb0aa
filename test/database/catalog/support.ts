import type { Catalog, CatalogScope } from '../../../src/database/catalog/catalog.ts';
import type { NotCoveredKind } from '../../../src/database/catalog/not-covered.ts';
import { readCatalog } from '../../../src/database/catalog/read.ts';
import { connect } from '../../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import type { Major, Model } from '../../../src/model/model.ts';
import type { SchemaObject } from '../../../src/model/schema-object.ts';
import type { Sql } from '../../../src/model/sql.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';

const grammar = await loadGrammar();

export async function catalogAt(url: string, scope: CatalogScope = { kind: 'all' }): Promise<Catalog> {
  const session = await connect(parseTargetUrl(url, '--database-url'), () => {});
  try {
    return await readCatalog(session, scope, grammar);
  } finally {
    await session.close();
  }
}

/** What is read after these statements, each of which runs by itself. */
export async function catalogAfter(
  major: Major,
  statements: readonly string[],
  scope?: CatalogScope,
): Promise<Catalog> {
  return withDatabase(major, async ({ client, url }) => {
    for (const statement of statements) await client.query(statement);
    return catalogAt(url, scope);
  });
}

export async function withDatabase<T>(
  major: Major,
  action: (database: FreshDatabase) => Promise<T>,
): Promise<T> {
  const database = await freshDatabase(major);
  try {
    return await action(database);
  } finally {
    await database.drop();
  }
}

/** The model without what no catalog has, hints and names that a view gives its columns, and without the spelling of SQL. */
export function withoutSpelling(model: Model): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...model.objects].map(([id, object]) => [id, bare(object)]));
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  if (isSql(value)) return 'sql';
  const isView = 'kind' in value && (value.kind === 'view' || value.kind === 'materialized_view');
  const entries = Object.entries(value).filter(([key]) => key !== 'hints' && !(isView && key === 'columns'));
  return Object.fromEntries(entries.map(([key, inner]) => [key, bare(inner)]));
}

function isSql(value: object): value is Sql {
  return 'text' in value && 'key' in value && 'mentions' in value;
}

/** The object of this id, such as `table public.t`. */
export function objectOf(catalog: Catalog, id: string): SchemaObject | undefined {
  return [...catalog.model.objects].find(([found]) => found === id)?.[1];
}

export function notCoveredOf(catalog: Catalog, kind: NotCoveredKind): readonly string[] {
  return catalog.notCovered.filter((entry) => entry.kind === kind).map(({ name }) => name);
}
