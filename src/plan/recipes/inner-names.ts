import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, type ElementKind, objectId, type PartKind, partsOf } from '../../model/element.ts';
import type { Id, ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { Column, Extension, Schema, SchemaObject, Table } from '../../model/schema-object.ts';
import type { Context } from '../context.ts';
import { temporaryNameIn } from '../temporary-name.ts';

/**
 * The name under which an object moves into another schema: its next one, or its previous one where something else has the next one in the
 * schema that it leaves, or a temporary one. The next one where it does not move.
 */
export function nameWhileMoving(previous: InSchema, next: InSchema, context: Context): string {
  const schema = context.to.schema(previous.schema);
  if (schema === next.schema || previous.name === next.name) return next.name;
  const spaceOf = isRoutine(next) ? isRoutine : (object: InSchema) => !isRoutine(object);
  const isTaken = (where: string, name: string) => {
    const has = (object: InSchema) =>
      spaceOf(object) && (object.name === name || innerNames(object).includes(name));
    const { previous: before, next: after } = context.pair;
    return (
      objectsIn(before).some((object) => context.to.schema(object.schema) === where && has(object)) ||
      objectsIn(after).some((object) => object.schema === where && has(object))
    );
  };
  if (!isTaken(schema, next.name)) return next.name;
  if (!isTaken(next.schema, previous.name)) return previous.name;
  return temporaryNameIn([schema, next.schema], [next.name], 'old', context);
}

function isRoutine({ kind }: InSchema): boolean {
  return kind === 'function' || kind === 'procedure';
}

function objectsIn(model: Model): readonly InSchema[] {
  return [...model.objects.values()].filter(isInSchema);
}

/** Names of the indexes and sequences that a table or materialized view brings along. */
export function innerNames(value: SchemaObject): readonly string[] {
  if (value.kind === 'materialized_view') return value.indexes.map(({ name }) => name);
  if (value.kind !== 'table') return [];
  const sequences = value.columns
    .filter(drawsFromOwnSequence)
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
    ...renamedOnTheWay(previous, context).map(({ from }) => from),
  ]);
  return innerNames(previous).filter((name) => !others.has(name));
}

/** Something that an object takes along, with its own name and the one that it has on the way. */
type OnTheWay = {
  readonly from: string;
  readonly name: string;
  /** It is an index or constraint, or else a sequence. */
  readonly part?: Element<PartKind>;
};

/**
 * What comes along with an object that moves into a schema where something that stays has its name. It goes or gets another name there, and has a
 * temporary one from before the move on.
 */
export function renamedOnTheWay(previous: InSchema, context: Context): readonly OnTheWay[] {
  const next = context.pair.next.objects.get(context.to.id(objectId(previous)) as ObjectId);
  const schema = context.to.schema(previous.schema);
  if (next === undefined || !isInSchema(next) || next.schema === schema) return [];
  const going: readonly Omit<OnTheWay, 'name'>[] = [
    ...partsThatGo(previous, next, context).map((part) => ({ from: part.value.name, part })),
    ...sequencesThatGo(previous, next, context).map((from) => ({ from })),
  ];
  if (going.length === 0) return [];
  const taken = namesThatStay(next.schema, context);
  return going
    .filter(({ from }) => taken.has(from))
    .map((each) => ({
      ...each,
      name: temporaryNameIn([schema, next.schema], [next.name, each.from], 'old', context),
    }));
}

/** The name that a part of the previous model has once its owner has moved. */
export function partNameNow(part: Element<PartKind>, context: Context): string {
  if (!hasIndex.has(part.kind)) return part.value.name;
  const renamed = renamedOnTheWay(part.owner, context).find((each) => each.part?.id === part.id);
  return renamed?.name ?? part.value.name;
}

/** The name that the sequence of a serial or identity column of the previous model has once its table has moved. */
export function sequenceNameNow(table: Table, column: string, context: Context): string {
  const from = defaultSequenceName(table.name, column);
  const renamed = renamedOnTheWay(table, context).find((each) => !each.part && each.from === from);
  return renamed?.name ?? from;
}

const hasIndex: ReadonlySet<ElementKind> = new Set(['primary_key', 'unique', 'exclusion', 'index']);

/** The parts with indexes that are dropped or get another name: what has theirs in the next model is something else. */
function partsThatGo(previous: InSchema, next: InSchema, context: Context): readonly Element<PartKind>[] {
  const names = new Map<Id, string>(partsOf(next).map(({ id, value }) => [id, value.name]));
  return partsOf(previous)
    .filter(({ kind }) => hasIndex.has(kind))
    .filter(({ id, value }) => names.get(context.to.id(id)) !== value.name);
}

/** The sequences of columns that are dropped with them, or get another name. */
function sequencesThatGo(previous: InSchema, next: InSchema, context: Context): readonly string[] {
  if (previous.kind !== 'table' || next.kind !== 'table') return [];
  const after = new Map(next.columns.map((column) => [column.name, column]));
  return previous.columns.filter(drawsFromOwnSequence).flatMap(({ name }) => {
    const from = defaultSequenceName(previous.name, name);
    const column = after.get(context.to.column(previous, name));
    const stays =
      column && drawsFromOwnSequence(column) && defaultSequenceName(next.name, column.name) === from;
    return stays ? [] : [from];
  });
}

export function drawsFromOwnSequence(column: Column): boolean {
  return column.value.kind === 'serial' || column.value.kind === 'identity';
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
