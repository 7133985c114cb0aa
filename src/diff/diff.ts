import { type Element, objectElement, objectId, partsOf } from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { SchemaObject } from '../model/schema-object.ts';
import { attributes } from './attributes.ts';
import type { Change } from './change.ts';
import { equal } from './equal.ts';
import type { Pair } from './pair.ts';
import { type Translator, translate, translator } from './translate.ts';

/**
 * The differences of a pair, sorted by the address of what they concern. `diff(swap(pair))` is `diff(pair)` with every change
 * inverted; a pair of equal models has none.
 */
export function diff(pair: Pair): readonly Change[] {
  const to = translator(pair.renames, pair.next, pair.previous);
  const changes: Change[] = [];
  const matched = new Set<Id>();
  for (const [id, previous] of pair.previous.objects) {
    const next = pair.next.objects.get(counterpart(id, pair) as typeof id);
    if (next === undefined) {
      changes.push({ type: 'drop', previous: objectElement(previous) });
      continue;
    }
    matched.add(objectId(next));
    if (previous !== next || to.active) changes.push(...diffObject(previous, next, to));
  }
  for (const [id, next] of pair.next.objects) {
    if (!matched.has(id)) changes.push({ type: 'add', next: objectElement(next) });
  }
  return changes.sort(byAddress);
}

/** The id in the next model of what has this id in the previous one; an id that a renamed element took over has none. */
function counterpart(id: Id, pair: Pair): Id {
  return pair.renames.get(id) ?? (renamedTo(pair).has(id) ? ('' as Id) : id);
}

const targets = new WeakMap<Pair, ReadonlySet<Id>>();

function renamedTo(pair: Pair): ReadonlySet<Id> {
  const known = targets.get(pair);
  if (known !== undefined) return known;
  const set = new Set(pair.renames.values());
  targets.set(pair, set);
  return set;
}

function diffObject(previous: SchemaObject, next: SchemaObject, to: Translator): readonly Change[] {
  const changes = [...diffElement(objectElement(previous), objectElement(next), to)];
  const before = new Map(partsOf(previous).map((part) => [to.id(part.id), part]));
  for (const part of partsOf(next)) {
    const old = before.get(part.id);
    if (old === undefined) changes.push({ type: 'add', next: part });
    else changes.push(...diffElement(old, part, to));
    before.delete(part.id);
  }
  for (const part of before.values()) changes.push({ type: 'drop', previous: part });
  return changes;
}

function diffElement(previous: Element, next: Element, to: Translator): readonly Change[] {
  const changes: Change[] = [];
  if (isRenamed(previous, next, to)) changes.push({ type: 'rename', previous, next });
  const before = translate(previous, to);
  const differing = Object.keys(attributes[next.kind]).filter(
    (name) => !equal(Reflect.get(before, name), Reflect.get(next.value, name)),
  );
  if (differing.length > 0) changes.push({ type: 'alter', previous, next, attributes: differing.sort() });
  return changes;
}

/** A part of a renamed table has another address but keeps its name, and an object in a renamed schema moves along: no change. */
function isRenamed(previous: Element, next: Element, to: Translator): boolean {
  if (previous.value.name !== next.value.name) return true;
  if ('owner' in previous || previous.kind === 'schema' || previous.kind === 'extension') return false;
  const schemaOf = (element: Element) => ('schema' in element.value ? (element.value.schema ?? '') : '');
  return to.schema(schemaOf(previous)) !== schemaOf(next);
}

/** The address a change is listed under; a thing's renaming comes before its alteration. */
function byAddress(a: Change, b: Change): number {
  const [first, second] = [address(a), address(b)];
  return first < second ? -1 : first > second ? 1 : order[a.type] - order[b.type];
}

const order = { drop: 0, rename: 1, add: 2, alter: 3 } as const satisfies Record<Change['type'], number>;

function address(change: Change): string {
  return change.type === 'drop' ? change.previous.id : change.next.id;
}
