import type { Fields } from '../../tree.ts';
import { type QueryTerm, type Scope, starName } from '../scope.ts';
import { type Term, untyped } from '../term.ts';
import { columnTerm, type FromItem, type Relation } from './relations.ts';

/** The names of one query, within those of the queries around it. */
export function levelScope(
  items: readonly FromItem[],
  outer: Scope | undefined,
  query: (select: Fields, scope: Scope) => QueryTerm,
): Scope {
  const relations = items.flatMap((item) => item.relations);
  const scope: Scope = {
    column: (parts) => resolveColumn(parts, items, relations, outer),
    isColumn: (parts) => !isOuterArgument(parts, relations, outer),
    query: (select) => query(select, scope),
  };
  return scope;
}

function isOuterArgument(
  parts: readonly string[],
  relations: readonly Relation[],
  outer: Scope | undefined,
): boolean {
  if (outer === undefined || outer.isColumn(parts)) return false;
  return findInLevel(parts, [], relations) === undefined;
}

function resolveColumn(
  parts: readonly string[],
  items: readonly FromItem[],
  relations: readonly Relation[],
  outer: Scope | undefined,
): Term {
  const found = findInLevel(parts, items, relations);
  if (found === 'unclear') return raw(parts);
  if (found !== undefined) return found;
  if (outer !== undefined) return outer.column(parts);
  const [only, ...others] = relations;
  const [name, ...more] = parts;
  // Nothing else can have the column that is not known.
  const alone = only?.alias !== undefined && others.length === 0 && only.columns === undefined;
  return alone && name !== undefined && more.length === 0 && name !== starName && name !== only.alias
    ? columnTerm(only.alias, name, undefined)
    : raw(parts);
}

export function raw(parts: readonly string[]): Term {
  return untyped(['column', null, ...parts]);
}

/** colNameToVar() and its like in parse_relation.c; `unclear` where a relation that is not known could have the column. */
function findInLevel(
  parts: readonly string[],
  items: readonly FromItem[],
  relations: readonly Relation[],
): Term | 'unclear' | undefined {
  const [name = '', qualifier, schema, ...more] = [...parts].reverse();
  if (more.length > 0) return 'unclear';
  if (qualifier === undefined) return findColumn(name, items, relations);
  if (schema !== undefined && schema !== 'public') return 'unclear';
  const relation = relations.find(({ alias }) => alias === qualifier);
  return relation === undefined ? undefined : columnTerm(qualifier, name, relation.columns?.get(name));
}

function findColumn(
  name: string,
  items: readonly FromItem[],
  relations: readonly Relation[],
): Term | 'unclear' | undefined {
  const merged = items.flatMap((item) => item.merged.get(name) ?? []);
  if (merged[0] !== undefined) return merged[0];
  const owners = relations.filter(({ columns }) => columns?.has(name));
  const [owner, ...others] = owners;
  if (owner !== undefined)
    return owner.alias !== undefined && others.length === 0
      ? columnTerm(owner.alias, name, owner.columns?.get(name))
      : 'unclear';
  const whole = relations.find(({ alias }) => alias === name);
  if (whole !== undefined && relations.every(({ columns }) => columns !== undefined))
    return wholeRow(name, whole);
  // Of several, one that is not known may have it; with only one, the caller looks further out first.
  return relations.length > 1 && relations.some(({ columns }) => columns === undefined)
    ? 'unclear'
    : undefined;
}

/** The row of a table; of a function that returns single values, the value. */
function wholeRow(alias: string, { columns, scalar }: Relation): Term {
  const [only] = columns ?? [];
  if (scalar === true && only !== undefined) return columnTerm(alias, only[0], only[1]);
  return columnTerm(alias, starName, undefined);
}
