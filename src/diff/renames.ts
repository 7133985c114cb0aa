import { defaultName } from '../model/default-names.ts';
import { idOf, type Owner, objectId, type PartKind, partId, partsOf } from '../model/element.ts';
import type { Id, ObjectId } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { Extension, Routine, Schema, SchemaObject, Table } from '../model/schema-object.ts';

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
  const taken = new Set<SchemaObject>();
  const match = (wanted: (object: SchemaObject) => boolean, moved: Moved | undefined) => {
    for (const [id, object] of next.objects) {
      if (!wanted(object)) continue;
      const same = previous.objects.get(id) ?? moved?.get(id);
      const old = same ?? renamedFrom(previous, next, object, moved);
      // Identity of the object in memory is equality: nothing in it can be renamed. One thing becomes one other.
      if (old === undefined || old === object || taken.has(old)) continue;
      taken.add(old);
      matches.set(object, old);
    }
  };
  match((object) => !isRoutine(object), schemas.size === 0 ? undefined : movedObjects(previous, schemas));
  const types = renamedTypes(matches);
  match(isRoutine, types.size + schemas.size === 0 ? undefined : movedRoutines(previous, schemas, types));
  return matches;
}

function isRoutine(object: SchemaObject): object is Routine {
  return object.kind === 'function' || object.kind === 'procedure';
}

/** The previous model's objects under other ids than their own. */
type Moved = ReadonlyMap<ObjectId, SchemaObject>;

/** The previous model's objects under the ids that the renaming of their schemas gives them. */
function movedObjects(previous: Model, schemas: ReadonlyMap<string, string>): Moved {
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
  moved: Moved | undefined,
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

type Named = { readonly schema: string; readonly name: string };

/** Schema and name in the next model, by those in the previous one. */
function renamedTypes(matches: ReadonlyMap<SchemaObject, SchemaObject>): ReadonlyMap<string, Named> {
  const types = new Map<string, Named>();
  for (const [to, from] of matches) {
    if (!isInSchema(from) || !isInSchema(to)) continue;
    if (from.schema !== to.schema || from.name !== to.name)
      types.set(`${from.schema}\0${from.name}`, { schema: to.schema, name: to.name });
  }
  return types;
}

function isInSchema(object: SchemaObject): object is Exclude<SchemaObject, Schema | Extension> {
  return object.kind !== 'schema' && object.kind !== 'extension';
}

/** The types of its arguments are part of a routine's address, so it has another one when one of them is renamed. */
function movedRoutines(
  previous: Model,
  schemas: ReadonlyMap<string, string>,
  types: ReadonlyMap<string, Named>,
): Moved {
  const moved = new Map<ObjectId, SchemaObject>();
  for (const routine of previous.objects.values()) {
    if (!isRoutine(routine)) continue;
    const now = {
      ...routine,
      arguments: routine.arguments.map((argument) => ({
        ...argument,
        type: { ...argument.type, ...types.get(`${argument.type.schema}\0${argument.type.name}`) },
      })),
    };
    // A hint that says where it was has the schema's old name.
    for (const schema of [routine.schema, schemas.get(routine.schema) ?? routine.schema])
      moved.set(objectId({ ...now, schema }), routine);
  }
  return moved;
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
