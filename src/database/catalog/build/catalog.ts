import type { Grammar } from '../../../grammar/grammar.ts';
import { objectId } from '../../../model/element.ts';
import { dotted, type ObjectId } from '../../../model/id.ts';
import { type Major, majors } from '../../../model/model.ts';
import type { SchemaObject } from '../../../model/schema-object.ts';
import type { ServerVersion } from '../../target/session.ts';
import type { Access, Catalog, NotCovered } from '../catalog.ts';
import type { Rows } from '../rows/queries.ts';
import { makeContext } from './context.ts';
import { findBookkeeping } from './left-out.ts';
import { buildObjects } from './objects.ts';

/** The catalog from the rows that the server gave; pure. */
export function buildCatalog(rows: Rows, server: ServerVersion, grammar: Grammar): Catalog {
  const context = makeContext(rows, grammar);
  const bookkeeping = findBookkeeping(rows.relations);
  const outside = new Set(bookkeeping.tables);
  const inPlaceOfTables: NotCovered[] = [];
  for (const { oid, schema, name, not_covered: kind } of rows.relations) {
    if (kind === null || outside.has(oid)) continue;
    outside.add(oid);
    inPlaceOfTables.push({ kind, name: dotted(schema, name) });
  }
  const objects = buildObjects(
    rows,
    (relation) => !outside.has(relation),
    (schema) => !bookkeeping.schemas.has(schema),
    context,
  );
  // What a table that is not covered has is not covered with it.
  const elsewhere = rows.notCovered
    .filter(({ relation }) => relation === null || !outside.has(relation))
    .map(({ kind, names, suffix }) => ({ kind, name: dotted(...names) + suffix }));
  return {
    database: rows.database[0]?.name ?? '',
    server,
    model: { postgresql: majorOf(server), objects: byId(objects) },
    notCovered: sorted([...inPlaceOfTables, ...context.noted, ...elsewhere]),
    access: sorted(accessOf(rows, bookkeeping.tables, bookkeeping.schemas)),
    leftOut: bookkeeping.leftOut,
  };
}

/** A newer server is read as the newest that is known. */
function majorOf(server: ServerVersion): Major {
  return [...majors].reverse().find((major) => major <= server.major) ?? majors[0];
}

function byId(objects: readonly SchemaObject[]): ReadonlyMap<ObjectId, SchemaObject> {
  const entries = objects.map((object) => [objectId(object), object] as const);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function accessOf(rows: Rows, tables: ReadonlySet<number>, schemas: ReadonlySet<string>): readonly Access[] {
  return rows.access
    .filter(
      ({ relation, names }) => !(relation !== null && tables.has(relation)) && !schemas.has(names[0] ?? ''),
    )
    .map(({ kind, what, names, suffix }) => ({ kind, name: `${what} ${dotted(...names)}${suffix}` }));
}

/** By kind and name, and each thing once. */
function sorted<T extends { readonly kind: string; readonly name: string }>(
  list: readonly T[],
): readonly T[] {
  const found = new Map(list.map((item) => [`${item.kind}\0${item.name}`, item] as const));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
