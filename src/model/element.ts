import { type Id, makeId, type ObjectId, typeInSignature } from './id.ts';
import type { Model } from './model.ts';
import type {
  Check,
  Column,
  Domain,
  Enum,
  Exclusion,
  Extension,
  ForeignKey,
  Index,
  MaterializedView,
  PrimaryKey,
  Routine,
  Schema,
  SchemaObject,
  Sequence,
  Table,
  Trigger,
  Unique,
  View,
} from './schema-object.ts';

/** What can be added, dropped, renamed and altered on its own: every object, and the parts of tables and views. */
export type ElementTypes = {
  schema: Schema;
  extension: Extension;
  enum: Enum;
  domain: Domain;
  sequence: Sequence;
  function: Routine;
  procedure: Routine;
  table: Table;
  column: Column;
  primary_key: PrimaryKey;
  unique: Unique;
  check: Check;
  foreign_key: ForeignKey;
  exclusion: Exclusion;
  index: Index;
  trigger: Trigger;
  view: View;
  materialized_view: MaterializedView;
};

export type ElementKind = keyof ElementTypes;
export type ObjectKind = SchemaObject['kind'];
export type PartKind = Exclude<ElementKind, ObjectKind>;

/** The objects that have parts. */
export type Owner = Table | View | MaterializedView;

type ElementOf<K extends ElementKind> = K extends PartKind
  ? { readonly kind: K; readonly id: Id; readonly value: ElementTypes[K]; readonly owner: Owner }
  : { readonly kind: K; readonly id: ObjectId; readonly value: ElementTypes[K] };

/** An element of a model with its address; a part also knows the object that it is a part of. */
export type Element<K extends ElementKind = ElementKind> = { [P in K]: ElementOf<P> }[K];

/** How people call each kind, in messages and in the documentation; the plural is the key in spec files. */
export const kindNames = {
  schema: { singular: 'schema', plural: 'schemas' },
  extension: { singular: 'extension', plural: 'extensions' },
  enum: { singular: 'enum', plural: 'enums' },
  domain: { singular: 'domain', plural: 'domains' },
  sequence: { singular: 'sequence', plural: 'sequences' },
  function: { singular: 'function', plural: 'functions' },
  procedure: { singular: 'procedure', plural: 'procedures' },
  table: { singular: 'table', plural: 'tables' },
  column: { singular: 'column', plural: 'columns' },
  primary_key: { singular: 'primary key', plural: 'primary_key' },
  unique: { singular: 'unique constraint', plural: 'unique' },
  check: { singular: 'check', plural: 'checks' },
  foreign_key: { singular: 'foreign key', plural: 'foreign_keys' },
  exclusion: { singular: 'exclusion constraint', plural: 'exclusions' },
  index: { singular: 'index', plural: 'indexes' },
  trigger: { singular: 'trigger', plural: 'triggers' },
  view: { singular: 'view', plural: 'views' },
  materialized_view: { singular: 'materialized view', plural: 'materialized_views' },
} as const satisfies Record<ElementKind, { singular: string; plural: string }>;

/** The types of a routine's input arguments, `(integer, text)`: with the name, its identity. */
export function signature(routine: Pick<Routine, 'arguments'>): string {
  const types = routine.arguments
    .filter((argument) => argument.mode !== 'out')
    .map((a) => typeInSignature(a.type));
  return `(${types.join(', ')})`;
}

export function objectId(object: SchemaObject): ObjectId {
  return makeId(object.kind, namesOf(object), suffixOf(object)) as ObjectId;
}

/** The id of the object of this kind and name; for routines use {@link objectId}. */
export function idOf(
  kind: Exclude<ObjectKind, 'function' | 'procedure'>,
  names: readonly string[],
): ObjectId {
  return makeId(kind, names) as ObjectId;
}

export function partId(kind: PartKind, owner: Pick<Owner, 'schema' | 'name'>, name: string): Id {
  return makeId(kind, [owner.schema, owner.name, name]);
}

/** The names from the schema down. */
export function namesOf(object: SchemaObject): readonly string[] {
  return object.kind === 'schema' || object.kind === 'extension'
    ? [object.name]
    : [object.schema, object.name];
}

function suffixOf(object: SchemaObject): string {
  return object.kind === 'function' || object.kind === 'procedure' ? signature(object) : '';
}

export function objectElement(object: SchemaObject): Element<ObjectKind> {
  return { kind: object.kind, id: objectId(object), value: object } as Element<ObjectKind>;
}

/** Objects are never changed, and everybody asks for their parts. */
const partsOfObjects = new WeakMap<SchemaObject, readonly Element<PartKind>[]>();

/** The parts of an object, in the order of its lists. */
export function partsOf(object: SchemaObject): readonly Element<PartKind>[] {
  const known = partsOfObjects.get(object);
  if (known !== undefined) return known;
  const found = findParts(object);
  partsOfObjects.set(object, found);
  return found;
}

function findParts(object: SchemaObject): readonly Element<PartKind>[] {
  switch (object.kind) {
    case 'table':
      return [
        ...parts('column', object, object.columns),
        ...parts('primary_key', object, object.primaryKey ? [object.primaryKey] : []),
        ...parts('unique', object, object.uniques),
        ...parts('check', object, object.checks),
        ...parts('foreign_key', object, object.foreignKeys),
        ...parts('exclusion', object, object.exclusions),
        ...parts('index', object, object.indexes),
        ...parts('trigger', object, object.triggers),
      ];
    case 'view':
      return parts('trigger', object, object.triggers);
    case 'materialized_view':
      return parts('index', object, object.indexes);
    default:
      return [];
  }
}

export function partElement<K extends PartKind>(kind: K, owner: Owner, value: ElementTypes[K]): Element<K> {
  return { kind, id: partId(kind, owner, value.name), value, owner } as Element<K>;
}

function parts<K extends PartKind>(
  kind: K,
  owner: Owner,
  values: readonly ElementTypes[K][],
): readonly Element<K>[] {
  return values.map((value) => partElement(kind, owner, value));
}

/** The table of this name, if the model has it. */
export function findTable(model: Model, schema: string, name: string): Table | undefined {
  const object = model.objects.get(idOf('table', [schema, name]));
  return object?.kind === 'table' ? object : undefined;
}

/** The objects of one kind, in the order of their ids. */
export function objectsOf<K extends ObjectKind>(
  model: Model,
  kind: K,
): readonly Extract<SchemaObject, { readonly kind: K }>[] {
  const isOfKind = (object: SchemaObject): object is Extract<SchemaObject, { readonly kind: K }> =>
    object.kind === kind;
  return [...model.objects.values()].filter(isOfKind);
}
