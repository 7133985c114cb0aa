import { defaultName } from '../model/default-names.ts';
import { idOf, type Owner, objectId, type PartKind, partId, partsOf } from '../model/element.ts';
import type { Id, ObjectId } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { SchemaObject, Table } from '../model/schema-object.ts';

/**
 * Which element of the next model each renamed element of the previous model is. Elements that keep their whole address are not
 * in it; parts of a renamed table that keep their own name are.
 */
export type Renames = ReadonlyMap<Id, Id>;

export function inverse(renames: Renames): Renames {
  return new Map([...renames].map(([previous, next]) => [next, previous]));
}

/**
 * Reads `renamed_from` in the next model. It acts only where the previous model has the old name and not the new one, so a
 * line that stays in the spec after its release does nothing; and only where the next model has given the old name up.
 */
export function renamesBetween(previous: Model, next: Model): Renames {
  const renames = new Map<Id, Id>();
  const schemas = schemaRenames(previous, next);
  for (const [from, to] of schemas) renames.set(idOf('schema', [from]), idOf('schema', [to]));
  const objects = objectMatches(previous, next, schemas);
  for (const [from, to] of routinesOfRenamedTypes(previous, next, objects)) renames.set(from, to);
  for (const [nextObject, previousObject] of objects) {
    const from = objectId(previousObject);
    const to = objectId(nextObject);
    if (from !== to) renames.set(from, to);
    if (hasParts(previousObject) && hasParts(nextObject)) {
      for (const [fromPart, toPart] of partRenames(previousObject, nextObject)) renames.set(fromPart, toPart);
    }
  }
  return renames;
}

function schemaRenames(previous: Model, next: Model): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (const object of next.objects.values()) {
    if (object.kind !== 'schema' || object.hints.renamedFrom === undefined) continue;
    const old = object.hints.renamedFrom;
    const id = idOf('schema', [old]);
    if (previous.objects.has(id) && !next.objects.has(id) && !previous.objects.has(objectId(object)))
      renames.set(old, object.name);
  }
  return renames;
}

/** Pairs of next and previous object where the address differs, or where the parts may be renamed. */
function objectMatches(
  previous: Model,
  next: Model,
  schemas: ReadonlyMap<string, string>,
): ReadonlyMap<SchemaObject, SchemaObject> {
  const matches = new Map<SchemaObject, SchemaObject>();
  const moved = schemas.size === 0 ? undefined : movedObjects(previous, schemas);
  const taken = new Set<SchemaObject>();
  for (const [id, object] of next.objects) {
    const same = previous.objects.get(id) ?? moved?.get(id);
    const old = same ?? renamedFrom(previous, next, object, moved);
    // Identity of the object in memory is equality: nothing in it can be renamed. One thing becomes one other.
    if (old === undefined || old === object || taken.has(old)) continue;
    taken.add(old);
    matches.set(object, old);
  }
  return matches;
}

/** The previous model's objects under the ids that the renaming of their schemas gives them. */
function movedObjects(
  previous: Model,
  schemas: ReadonlyMap<string, string>,
): ReadonlyMap<ObjectId, SchemaObject> {
  const moved = new Map<ObjectId, SchemaObject>();
  for (const object of previous.objects.values()) {
    if (object.kind === 'schema' || object.kind === 'extension') continue;
    const schema = schemas.get(object.schema);
    if (schema !== undefined) moved.set(objectId({ ...object, schema }), object);
  }
  return moved;
}

function renamedFrom(
  previous: Model,
  next: Model,
  object: SchemaObject,
  moved: ReadonlyMap<ObjectId, SchemaObject> | undefined,
): SchemaObject | undefined {
  const old = object.hints.renamedFrom;
  if (old === undefined || object.kind === 'schema' || object.kind === 'extension') return undefined;
  const dot = old.indexOf('.');
  const ids = [objectId({ ...object, name: old })];
  if (dot > 0) ids.push(objectId({ ...object, schema: old.slice(0, dot), name: old.slice(dot + 1) }));
  const find = (id: ObjectId) => previous.objects.get(id) ?? moved?.get(id);
  const id = ids.find((candidate) => find(candidate) !== undefined);
  return id === undefined || next.objects.has(id) ? undefined : find(id);
}

/** The types of its arguments are part of a routine's address, so it has another one when one of them is renamed. */
function routinesOfRenamedTypes(
  previous: Model,
  next: Model,
  objects: ReadonlyMap<SchemaObject, SchemaObject>,
): readonly (readonly [Id, Id])[] {
  const types = new Map<string, { readonly schema: string; readonly name: string }>();
  for (const [to, from] of objects) {
    if ('schema' in from && 'schema' in to && from.kind !== 'extension' && to.kind !== 'extension')
      types.set(`${from.schema}\0${from.name}`, { schema: to.schema, name: to.name });
  }
  if (types.size === 0) return [];
  const renames: (readonly [Id, Id])[] = [];
  for (const [from, routine] of previous.objects) {
    if (routine.kind !== 'function' && routine.kind !== 'procedure') continue;
    const to = objectId({
      ...routine,
      arguments: routine.arguments.map((argument) => ({
        ...argument,
        type: { ...argument.type, ...types.get(`${argument.type.schema}\0${argument.type.name}`) },
      })),
    });
    if (to !== from && next.objects.has(to) && !previous.objects.has(to)) renames.push([from, to]);
  }
  return renames;
}

function hasParts(object: SchemaObject): object is Owner {
  return object.kind === 'table' || object.kind === 'view' || object.kind === 'materialized_view';
}

function partRenames(previous: Owner, next: Owner): readonly (readonly [Id, Id])[] {
  const moved = objectId(previous) !== objectId(next);
  const defaults =
    previous.kind === 'table' && next.kind === 'table' ? defaultNames(previous, next) : undefined;
  const before = new Map(partsOf(previous).map((part) => [part.id, part]));
  const stays = new Set(partsOf(next).map((part) => partId(part.kind, previous, part.value.name)));
  const renames: (readonly [Id, Id])[] = [];
  for (const part of partsOf(next)) {
    const sameName = partId(part.kind, previous, part.value.name);
    if (before.has(sameName)) {
      if (moved) renames.push([sameName, part.id]);
      continue;
    }
    const old =
      part.kind === 'primary_key'
        ? primaryKeyName(previous)
        : (part.value.hints.renamedFrom ?? defaults?.get(part.id));
    if (old === undefined) continue;
    const oldId = partId(part.kind, previous, old);
    if (stays.has(oldId) || !before.delete(oldId)) continue;
    renames.push([oldId, part.id]);
  }
  return renames;
}

/** A table has one primary key: it is the same one whatever its name, and the next cannot be there before the previous is gone. */
function primaryKeyName(owner: Owner): string | undefined {
  return owner.kind === 'table' ? owner.primaryKey?.name : undefined;
}

/**
 * A constraint that has the name PostgreSQL gives it follows its table and columns: after `people` became `users`,
 * `people_pkey` is `users_pkey`. That is no guess, both names are derived.
 * @returns the previous name by the id of the next part
 */
function defaultNames(previous: Table, next: Table): ReadonlyMap<Id, string> {
  const oldColumn = new Map<string, string>();
  for (const column of next.columns) {
    const old = column.hints.renamedFrom;
    const had = (name: string) => previous.columns.some((candidate) => candidate.name === name);
    const goes = old !== undefined && !next.columns.some((candidate) => candidate.name === old);
    if (goes && had(old) && !had(column.name)) oldColumn.set(column.name, old);
  }
  const result = new Map<Id, string>();
  if (previous.name === next.name && oldColumn.size === 0) return result;
  const follow = (kind: PartKind, name: string, columns: readonly string[], label: string): void => {
    if (name !== defaultName(next.name, columns, label)) return;
    const old = columns.map((column) => oldColumn.get(column) ?? column);
    result.set(partId(kind, next, name), defaultName(previous.name, old, label));
  };
  for (const unique of next.uniques) follow('unique', unique.name, unique.columns, 'key');
  for (const key of next.foreignKeys) follow('foreign_key', key.name, key.columns, 'fkey');
  for (const check of next.checks) {
    follow('check', check.name, [], 'check');
    for (const column of check.expression.mentions.columns) follow('check', check.name, [column], 'check');
  }
  return result;
}
