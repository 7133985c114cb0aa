import type { ObjectKind } from '../../model/element.ts';
import type { PlacedProblem } from '../problem.ts';
import type { Span } from '../text.ts';
import type { Entry, Node } from '../yaml/node.ts';
import { toPlain } from './plain.ts';
import { explainShape, validators } from './validate.ts';

/**
 * What is left of an object when everything is taken out that keeps it from its shape: it is read like any other, so that
 * what else is wrong with the object comes out at once.
 *
 * @param problems what is wrong with the shape of the node
 * @returns undefined where nothing is left, or a column would be: then what mentions it would look wrong
 */
export function rightPart(
  kind: ObjectKind,
  node: Node,
  problems: readonly PlacedProblem[],
): Node | undefined {
  // YAML has torn a value apart there, and what it made of the halves is nothing that anybody wrote.
  if (problems.some(({ code }) => code === 'yaml-syntax')) return undefined;
  let rest: Node | undefined = node;
  let wrong = problems;
  while (rest !== undefined && wrong.length > 0) {
    const smaller: Node | undefined = without(rest, wrong);
    // What lies outside of the node cannot be taken out of it.
    if (smaller === rest) return undefined;
    rest = smaller;
    wrong = rest === undefined ? [] : explainShape(kind, rest);
  }
  if (rest === undefined || columnsOf(rest) !== columnsOf(node)) return undefined;
  return validators[kind](toPlain(rest)) ? rest : undefined;
}

/** The node without its smallest parts that problems are about; undefined where that is all of it. */
function without(node: Node, problems: readonly { readonly span: Span }[]): Node | undefined {
  const inside = problems.filter(({ span }) => span.start >= node.start && span.start < node.end);
  if (inside.length === 0) return node;
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const items = node.items.flatMap((item) => without(item, inside) ?? []);
    return isHopeless(items, node.items) ? undefined : { ...node, items };
  }
  const entries = node.entries.flatMap((entry): readonly Entry[] => {
    const { key } = entry;
    if (inside.some(({ span }) => span.start >= key.start && span.start < key.end)) return [];
    const value = without(entry.value, inside);
    return value === undefined ? [] : [value === entry.value ? entry : { key, value }];
  });
  return isHopeless(entries, node.entries) ? undefined : { ...node, entries };
}

/** Nothing was taken out: the problem is about the whole. Or everything was, and nothing is left. */
function isHopeless<T>(left: readonly T[], all: readonly T[]): boolean {
  return (
    left.length === 0 ||
    (left.length === all.length && left.every((item, position) => item === all[position]))
  );
}

/** How many columns a table has. */
function columnsOf(node: Node): number {
  const columns = node.kind === 'map' && node.entries.find(({ key }) => key.text === 'columns')?.value;
  return columns && columns.kind === 'map' ? columns.entries.length : 0;
}
