import { asKept } from '../../../src/compare/as-kept.ts';
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

/** What is read between these statements, each of which runs by itself. */
export async function catalogAfter(
  major: Major,
  before: readonly string[],
  after: readonly string[] = [],
): Promise<Catalog> {
  return withDatabase(major, async ({ client, url }) => {
    for (const statement of before) await client.query(statement);
    const catalog = await catalogAt(url);
    for (const statement of after) await client.query(statement);
    return catalog;
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

/** The model without what specs and catalogs do not both say: hints, columns of views, versions of extensions, the spelling of SQL. */
export function withoutSpelling(model: Model): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...model.objects].map(([id, object]) => [id, bare(object)]));
}

const leftOut: Readonly<Record<string, readonly string[]>> = {
  view: ['columns'],
  materialized_view: ['columns'],
  extension: ['schema', 'version'],
};

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  if (isSql(value)) return 'sql';
  if ('kind' in value && (value.kind === 'function' || value.kind === 'procedure') && 'arguments' in value)
    return bare({ ...asKept(value as SchemaObject), kind: `kept ${value.kind}` });
  const left = 'kind' in value ? (leftOut[String(value.kind)] ?? []) : [];
  const entries = Object.entries(value).filter(([key]) => key !== 'hints' && !left.includes(key));
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
