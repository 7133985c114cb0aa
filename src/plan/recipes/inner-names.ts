import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, type ElementKind, objectId, type PartKind, partsOf } from '../../model/element.ts';
import type { Id, ObjectId } from '../../model/id.ts';
import type { Extension, Schema, SchemaObject } from '../../model/schema-object.ts';
import type { Context } from '../context.ts';
import { temporaryNameIn } from '../temporary-name.ts';

/** Names of the indexes and sequences that a table or materialized view brings along. */
export function innerNames(value: SchemaObject): readonly string[] {
  if (value.kind === 'materialized_view') return value.indexes.map(({ name }) => name);
  if (value.kind !== 'table') return [];
  const sequences = value.columns
    .filter(({ value: { kind } }) => kind === 'serial' || kind === 'identity')
    .map((column) => defaultSequenceName(value.name, column.name));
  return [
    ...(value.primaryKey ? [value.primaryKey.name] : []),
    ...[...value.uniques, ...value.exclusions, ...value.indexes].map(({ name }) => name),
    ...sequences,
  ];
}

/** Those that have their name from then on; what is made anew provides them itself. */
export function kept(previous: InSchema, next: InSchema, context: Context): readonly string[] {
  if (context.anew.has(objectId(next))) return [];
  const names = new Set(innerNames(next));
  const goes = new Set(partsThatGo(previous, next, context).map(({ value }) => value.name));
  return innerNames(previous).filter((name) => names.has(name) && !goes.has(name));
}

/** Those that have their name no more once the plan is done. */
export function passing(previous: InSchema, next: InSchema, context: Context): readonly string[] {
  const others = new Set([
    ...kept(previous, next, context),
    ...renamedOnTheWay(previous, context).map(({ part }) => part.value.name),
  ]);
  return innerNames(previous).filter((name) => !others.has(name));
}

/**
 * The parts of an object that moves into a schema where something that stays has their name. They go or get another one there, and have a
 * temporary one from before the move on.
 */
export function renamedOnTheWay(
  previous: InSchema,
  context: Context,
): readonly { readonly part: Element<PartKind>; readonly name: string }[] {
  const next = context.pair.next.objects.get(context.to.id(objectId(previous)) as ObjectId);
  const schema = context.to.schema(previous.schema);
  if (next === undefined || !isInSchema(next) || next.schema === schema) return [];
  const going = partsThatGo(previous, next, context);
  if (going.length === 0) return [];
  const taken = namesThatStay(next.schema, context);
  return going
    .filter(({ value }) => taken.has(value.name))
    .map((part) => ({
      part,
      name: temporaryNameIn([schema, next.schema], [next.name, part.value.name], 'old', context),
    }));
}

/** The name that a part of the previous model has once its owner has moved. */
export function partNameNow(part: Element<PartKind>, context: Context): string {
  if (!hasIndex.has(part.kind)) return part.value.name;
  return (
    renamedOnTheWay(part.owner, context).find((renamed) => renamed.part.id === part.id)?.name ??
    part.value.name
  );
}

const hasIndex: ReadonlySet<ElementKind> = new Set(['primary_key', 'unique', 'exclusion', 'index']);

/** The parts with indexes that are dropped or get another name: what has theirs in the next model is something else. */
function partsThatGo(previous: InSchema, next: InSchema, context: Context): readonly Element<PartKind>[] {
  const names = new Map<Id, string>(partsOf(next).map(({ id, value }) => [id, value.name]));
  return partsOf(previous)
    .filter(({ kind }) => hasIndex.has(kind))
    .filter(({ id, value }) => names.get(context.to.id(id)) !== value.name);
}

/** Names of relations that a schema has before and after. */
function namesThatStay(schema: string, context: Context): ReadonlySet<string> {
  const names = [...context.pair.previous.objects.values()].flatMap((previous) => {
    if (!isInSchema(previous) || context.to.schema(previous.schema) !== schema) return [];
    const next = context.pair.next.objects.get(context.to.id(objectId(previous)) as ObjectId);
    if (next === undefined || !isInSchema(next) || next.schema !== schema) return [];
    const after = new Set(relationsOf(next));
    return relationsOf(previous).filter((name) => after.has(name));
  });
  return new Set(names);
}

function relationsOf(object: SchemaObject): readonly string[] {
  const isRelation = relations.has(object.kind);
  return [...(isRelation ? [object.name] : []), ...innerNames(object)];
}

const relations: ReadonlySet<ElementKind> = new Set(['table', 'view', 'materialized_view', 'sequence']);

type InSchema = Exclude<SchemaObject, Schema | Extension>;

function isInSchema(object: SchemaObject): object is InSchema {
  return object.kind !== 'schema' && object.kind !== 'extension';
}
