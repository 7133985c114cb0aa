import type { Index } from '../model/schema-object.ts';
import { closed } from './expression.ts';
import { includeColumns, indexElement, usingMethod } from './index-element.ts';
import { clauses, list } from './layout.ts';
import { relationName } from './name.ts';
import { withParameters } from './parameter.ts';
import { quoteName } from './quote.ts';
import type { QualifiedName } from './statement.ts';
import { words } from './words.ts';

export function createIndex(table: QualifiedName, index: Index, concurrently: boolean): string {
  const head = words(
    'CREATE',
    index.unique && 'UNIQUE',
    'INDEX',
    concurrently && 'CONCURRENTLY',
    `${quoteName(index.name)} ON ${relationName(table)}`,
    usingMethod(index.method),
  );
  return clauses([
    list(`${head} `, index.elements.map(indexElement)),
    includeColumns(index.include),
    index.nullsNotDistinct ? 'NULLS NOT DISTINCT' : '',
    withParameters(index.storageParameters),
    index.where === undefined ? '' : `WHERE ${closed(index.where.text)}`,
  ]);
}

export function dropIndex(index: QualifiedName, concurrently: boolean, ifExists: boolean): string {
  return words('DROP INDEX', concurrently && 'CONCURRENTLY', ifExists && 'IF EXISTS', relationName(index));
}
