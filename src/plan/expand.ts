import type { Alter, Change } from '../diff/change.ts';
import { dependencies } from '../model/dependencies.ts';
import {
  type Element,
  type ElementKind,
  idOf as elementId,
  type Owner,
  objectElement,
  objectId,
  partsOf,
} from '../model/element.ts';
import type { Id, ObjectId } from '../model/id.ts';
import type { SchemaObject } from '../model/schema-object.ts';
import { type Context, isBoundToTypes, takesAllColumns } from './context.ts';
import { isCatalogOnly } from './recipes/column-type.ts';
import { givesUpExpression } from './recipes/column-value.ts';
import { makesAnew } from './recipes/recipes.ts';

/**
 * Adds what stands in the way: PostgreSQL neither alters the type of a column under a view nor drops a function under a trigger, so
 * whatever depends on something that goes or is made anew is made anew itself, with everything that depends on it in turn. Such a
 * change is an alteration without differing attributes; it takes the place of a lesser alteration of the same element.
 */
export function expand(context: Context): Pick<Context, 'changes' | 'anew' | 'retyped'> {
  const anew = new Set<Id>();
  for (const change of context.changes) {
    if (makesAnew(change, context)) anew.add(idOf(change));
  }
  const retyped = new Set(context.changes.filter(retypes).map(idOf));
  const rebuilt = new Map<Id, Alter>();
  const own = new Set(context.changes.filter(({ type }) => type === 'add' || type === 'drop').map(idOf));
  const queue: Disturbance[] = [];
  const notice = (disturbances: readonly Disturbance[]) => {
    for (const { id, retypes } of disturbances) if (retypes) retyped.add(id);
    return disturbances;
  };
  for (const change of context.changes) queue.push(...notice(disturbancesOf(change, context)));
  const dependents = lookUpDependents(context);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const previous of dependents(next)) {
      const id = context.to.id(previous.id);
      if (!next.concerns(previous) || own.has(id) || own.has(previous.id) || anew.has(id)) continue;
      const change = rebuild(previous, id, context);
      if (change === undefined) continue;
      rebuilt.set(id, change);
      if (change.attributes.length > 0) continue;
      anew.add(id);
      queue.push(...notice(disturbancesOf(change, context)));
    }
  }
  const replaced = (change: Change) =>
    (change.type === 'alter' && rebuilt.has(change.next.id)) || isPartOf(change, anew, context);
  return {
    changes: [...context.changes.filter((change) => !replaced(change)), ...rebuilt.values()].filter(
      (change) => !isPartOf(change, anew, context),
    ),
    anew,
    retyped,
  };
}

/** Something that dependents notice, and which of them do. */
type Disturbance = {
  readonly id: Id;
  readonly concerns: (dependent: Element) => boolean;
  /** Whether parts of tables can be among them. */
  readonly parts: boolean;
  /** It is a column, and its type becomes another. */
  readonly retypes?: boolean;
};

const programKinds: ReadonlySet<ElementKind> = new Set([
  'view',
  'materialized_view',
  'function',
  'procedure',
  'trigger',
]);

function disturbancesOf(change: Change, context: Context): readonly Disturbance[] {
  if (change.type === 'drop') {
    if (change.previous.kind === 'column') return columnsChanged(change.previous.owner, context, true);
    return [{ id: change.previous.id, ...concernedBy(change.previous.kind) }];
  }
  if (change.type !== 'alter')
    return change.next.kind === 'column' ? columnsChanged(change.next.owner, context, false) : [];
  const { next } = change;
  const remade = makesAnew(change, context);
  if (next.kind === 'column') {
    if (remade)
      return [
        { id: next.id, concerns: () => true, parts: true },
        ...columnsChanged(next.owner, context, false),
      ];
    return retypes(change)
      ? [{ id: next.id, concerns: concernedByType(isFree(change, context), change.previous), parts: true }]
      : [];
  }
  if (!remade) return [];
  const columns = next.kind === 'enum' || next.kind === 'domain' ? columnsOfType(next.id, context) : [];
  return [
    { id: next.id, ...concernedBy(next.kind) },
    ...columns.map((id) => ({ id, concerns: concernedByType(false), parts: true, retypes: true })),
  ];
}

/** A view that takes all columns of a table shows the ones that were there when it was made. */
function columnsChanged(owner: Owner, context: Context, wasThere: boolean): readonly Disturbance[] {
  const id = objectId(owner);
  return [{ id: wasThere ? context.to.id(id) : id, concerns: takesAllColumns, parts: false }];
}

/** Which dependents cannot stay when something of this kind goes or is made anew. */
function concernedBy(kind: ElementKind): Pick<Disturbance, 'concerns' | 'parts'> {
  const isProgram = (dependent: Element) => programKinds.has(dependent.kind);
  switch (kind) {
    case 'primary_key':
    case 'unique':
    case 'index':
      return {
        concerns: (dependent) => dependent.kind === 'foreign_key',
        parts: true,
      };
    case 'function':
    case 'procedure':
      return {
        concerns: (dependent) => isProgram(dependent) || isBoundToTypes(dependent) || hasDefault(dependent),
        parts: true,
      };
    case 'enum':
    case 'domain':
      return {
        concerns: (dependent) =>
          isProgram(dependent) || dependent.kind === 'domain' || isBoundToTypes(dependent),
        parts: true,
      };
    default:
      return { concerns: isProgram, parts: false };
  }
}

/**
 * @param free whether only the catalog changes: then foreign keys stay as they are
 * @param column as it was; foreign keys over it PostgreSQL makes anew, and not those that stand on a key that only includes it
 */
function concernedByType(free: boolean, column?: Element): Disturbance['concerns'] {
  const isOver = (key: Element<'foreign_key'>) => {
    const { columns, references } = key.value;
    const name = column?.value.name ?? '';
    const owner = column !== undefined && 'owner' in column ? objectId(column.owner) : undefined;
    return (
      (owner === objectId(key.owner) && columns.includes(name)) ||
      (owner === tableId(references.schema, references.table) && references.columns.includes(name))
    );
  };
  return (dependent) =>
    isBoundToTypes(dependent) && !(free && dependent.kind === 'foreign_key' && isOver(dependent));
}

function tableId(schema: string, table: string): Id {
  return elementId('table', [schema, table]);
}

function hasDefault(dependent: Element): boolean {
  return dependent.kind === 'column' && dependent.value.value.kind === 'default';
}

function retypes(change: Change): change is Alter<'column'> {
  return (
    change.type === 'alter' &&
    change.next.kind === 'column' &&
    (change.attributes.includes('type') || change.attributes.includes('collation'))
  );
}

function isFree(change: Alter, context: Context): boolean {
  const { previous, next } = change;
  return (
    previous.kind === 'column' &&
    next.kind === 'column' &&
    previous.value.collation === next.value.collation &&
    isCatalogOnly(context.to.type(previous.value.type), next.value.type)
  );
}

function columnsOfType(type: Id, context: Context): readonly Id[] {
  return [...context.pair.next.objects.values()].flatMap((object) =>
    partsOf(object).flatMap((part) =>
      part.kind === 'column' && dependencies(part, context.pair.next).includes(type) ? [part.id] : [],
    ),
  );
}

/** Views and routines are few; the parts of all tables are looked through only where one of them can be concerned. */
function lookUpDependents(context: Context): (disturbance: Disturbance) => readonly Element[] {
  let programs: Dependents | undefined;
  let all: Dependents | undefined;
  return ({ id, parts }) => {
    if (parts) {
      all ??= dependentsOf(context, candidates);
      return all.get(id) ?? [];
    }
    programs ??= dependentsOf(context, (object) =>
      programKinds.has(object.kind) ? [objectElement(object)] : [],
    );
    return programs.get(id) ?? [];
  };
}

type Dependents = ReadonlyMap<Id, readonly Element[]>;

/** The elements of the previous model that depend on an id, by that id as plans use it. */
function dependentsOf(context: Context, among: (object: SchemaObject) => readonly Element[]): Dependents {
  const map = new Map<Id, Element[]>();
  for (const object of context.pair.previous.objects.values()) {
    for (const element of among(object)) {
      for (const id of dependencies(element, context.pair.previous)) {
        const now = context.to.id(id);
        const list = map.get(now);
        if (list === undefined) map.set(now, [element]);
        else list.push(element);
      }
    }
  }
  return map;
}

function candidates(object: SchemaObject): readonly Element[] {
  const parts = partsOf(object).filter(
    (part) => part.kind !== 'column' || part.value.value.kind === 'generated' || hasDefault(part),
  );
  return programKinds.has(object.kind) || object.kind === 'domain'
    ? [objectElement(object), ...parts]
    : parts;
}

/** The element as the next model has it, to be made anew; undefined where nothing of it is. A default only steps aside. */
function rebuild(previous: Element, id: Id, context: Context): Alter | undefined {
  const next = findElement(previous, id, context);
  if (next === undefined || givesUpExpression(previous, next)) return undefined;
  if (!hasDefault(previous)) return { type: 'alter', previous, next, attributes: [] } as Alter;
  const lesser = context.changes.find((change) => change.type === 'alter' && change.next.id === id);
  const attributes = new Set([...(lesser?.type === 'alter' ? lesser.attributes : []), 'value']);
  return { type: 'alter', previous, next, attributes: [...attributes].sort() } as Alter;
}

function findElement(previous: Element, id: Id, context: Context): Element | undefined {
  if (!('owner' in previous)) {
    const object = context.pair.next.objects.get(id as ObjectId);
    return object && objectElement(object);
  }
  const owner = context.pair.next.objects.get(context.to.id(objectId(previous.owner)) as ObjectId);
  return owner && partsOf(owner).find((part) => part.id === id);
}

/** Whether a change concerns a part of a view that is made anew: the view brings all its parts along. */
function isPartOf(change: Change, anew: ReadonlySet<Id>, context: Context): boolean {
  const element: Element = change.type === 'drop' ? change.previous : change.next;
  if (!('owner' in element) || element.owner.kind === 'table') return false;
  const owner = objectId(element.owner);
  return anew.has(change.type === 'drop' ? context.to.id(owner) : owner);
}

function idOf(change: Change): Id {
  return change.type === 'drop' ? change.previous.id : change.next.id;
}
