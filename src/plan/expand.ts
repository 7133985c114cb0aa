import type { Alter, Change } from '../diff/change.ts';
import { dependencies } from '../model/dependencies.ts';
import { type Element, type ElementKind, objectElement, objectId, partsOf } from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { SchemaObject } from '../model/schema-object.ts';
import { type Context, takesAllColumns } from './context.ts';
import { makesAnew } from './recipes/recipes.ts';

/**
 * Adds what stands in the way: PostgreSQL neither alters the type of a column under a view nor drops a function under a trigger, so
 * whatever depends on something that is made anew is made anew itself, with everything that depends on it in turn. Such a change is
 * an alteration without differing attributes; it takes the place of a lesser alteration of the same element.
 */
export function expand(context: Context): Pick<Context, 'changes' | 'anew'> {
  const disturbances = context.changes.flatMap((change) => disturbancesOf(change, context));
  const anew = new Set<Id>();
  for (const change of context.changes)
    if (makesAnew(change, context) || retypes(change)) anew.add(idOf(change));
  if (disturbances.length === 0) return { changes: context.changes, anew };
  const rebuilt = new Map<Id, Alter>();
  const own = new Set(
    context.changes.filter((change) => change.type !== 'alter' && change.type !== 'rename').map(idOf),
  );
  const dependents = dependentsOf(disturbances, context);
  const queue = [...disturbances];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const previous of dependents.get(next.id) ?? []) {
      const id = context.to.id(previous.id);
      if (!next.concerns(previous) || own.has(id) || own.has(previous.id) || anew.has(id)) continue;
      const change = rebuild(previous, id, context);
      if (change === undefined) continue;
      rebuilt.set(id, change);
      anew.add(id);
      queue.push({ id, concerns: concernsOf(previous.kind) });
    }
  }
  const lesser = (change: Change) => change.type === 'alter' && rebuilt.has(change.next.id);
  return { changes: [...context.changes.filter((change) => !lesser(change)), ...rebuilt.values()], anew };
}

/** Something that dependents notice, and which of them do. */
type Disturbance = { readonly id: Id; readonly concerns: (dependent: Element) => boolean };

const viewKinds: ReadonlySet<ElementKind> = new Set(['view', 'materialized_view']);
const programKinds: ReadonlySet<ElementKind> = new Set([
  'view',
  'materialized_view',
  'function',
  'procedure',
  'trigger',
]);

function disturbancesOf(change: Change, context: Context): readonly Disturbance[] {
  if (change.type === 'alter') {
    const anew = makesAnew(change, context);
    if (change.next.kind === 'column') {
      return anew || retypes(change) ? [{ id: change.next.id, concerns: concernsOf('column') }] : [];
    }
    if (!anew) return [];
    const columns =
      change.next.kind === 'enum' || change.next.kind === 'domain'
        ? columnsOfType(change.next.id, context)
        : [];
    return [change.next.id, ...columns].map((id) => ({ id, concerns: concernsOf(change.next.kind) }));
  }
  const element = change.type === 'drop' ? change.previous : change.next;
  if (element.kind !== 'column') return [];
  // A view that takes all columns of a table shows the ones that were there when it was made.
  const table = objectId(element.owner);
  const owner = change.type === 'drop' ? context.to.id(table) : table;
  return [{ id: owner, concerns: takesAllColumns }];
}

function retypes(change: Change): boolean {
  return (
    change.type === 'alter' &&
    change.next.kind === 'column' &&
    (change.attributes.includes('type') || change.attributes.includes('collation'))
  );
}

/** Which dependents cannot stay when something of this kind is made anew. */
function concernsOf(kind: ElementKind): Disturbance['concerns'] {
  switch (kind) {
    case 'primary_key':
    case 'unique':
    case 'index':
      return (dependent) => dependent.kind === 'foreign_key';
    case 'function':
    case 'procedure':
      return (dependent) =>
        programKinds.has(dependent.kind) || dependent.kind === 'check' || dependent.kind === 'index';
    default:
      return (dependent) => programKinds.has(dependent.kind);
  }
}

function columnsOfType(type: Id, context: Context): readonly Id[] {
  return [...context.pair.next.objects.values()].flatMap((object) =>
    partsOf(object).flatMap((part) =>
      part.kind === 'column' && dependencies(part, context.pair.next).includes(type) ? [part.id] : [],
    ),
  );
}

/** The elements of the previous model that depend on an id, by that id as plans use it. */
function dependentsOf(
  disturbances: readonly Disturbance[],
  context: Context,
): ReadonlyMap<Id, readonly Element[]> {
  const keys = disturbances.some(({ concerns }) => concerns({ kind: 'foreign_key' } as Element));
  const map = new Map<Id, Element[]>();
  for (const object of context.pair.previous.objects.values()) {
    for (const element of candidates(object, keys)) {
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

function candidates(object: SchemaObject, keys: boolean): readonly Element[] {
  const parts = partsOf(object).filter(
    ({ kind }) =>
      kind === 'trigger' || kind === 'check' || kind === 'index' || (keys && kind === 'foreign_key'),
  );
  return viewKinds.has(object.kind) || programKinds.has(object.kind)
    ? [objectElement(object), ...parts]
    : parts;
}

/** The element as the next model has it, to be made anew; undefined where it goes anyway. */
function rebuild(previous: Element, id: Id, context: Context): Alter | undefined {
  const next = findElement(previous, id, context);
  return next === undefined ? undefined : ({ type: 'alter', previous, next, attributes: [] } as Alter);
}

function findElement(previous: Element, id: Id, context: Context): Element | undefined {
  if (!('owner' in previous)) {
    const object = context.pair.next.objects.get(id as typeof previous.id);
    return object && objectElement(object);
  }
  const owner = context.pair.next.objects.get(
    context.to.id(objectId(previous.owner)) as ReturnType<typeof objectId>,
  );
  return owner && partsOf(owner).find((part) => part.id === id);
}

function idOf(change: Change): Id {
  return change.type === 'drop' ? change.previous.id : change.next.id;
}
