import type { TableAction } from '../sql/statement.ts';
import { type Draft, isShared } from './draft.ts';

/**
 * Keeps the transaction whole between the steps that open and close a section: what must stand alone comes before the section opens
 * where something in it waits for that, and after it closes where that waits for something in it. What does both takes the form that
 * can run inside. What does neither is left to the one who orders: there is always another step that can come next.
 * @param drafts those that take another form are exchanged
 * @param edges by position, the positions that wait for it; edges are added
 */
export function keepSectionsWhole(drafts: Draft[], edges: readonly Set<number>[]): void {
  const sections = sectionsOf(drafts);
  if (sections.length === 0) return;
  const alone = new Set(drafts.flatMap((draft, position) => (isShared(draft) ? [] : [position])));
  // Every edge says what has to be so already, but can tell more of the steps around it.
  for (let changed = alone.size > 0; changed; ) {
    changed = false;
    const predecessors = reversed(edges);
    for (const { opening, closing } of sections) {
      const after = reachable(opening, edges);
      const before = reachable(closing, predecessors);
      for (const position of alone) {
        if (after.has(position) && before.has(position)) {
          const inside = insideForm(drafts, position, opening);
          if (inside === undefined) continue;
          drafts[position] = inside;
          alone.delete(position);
        } else if (after.has(position)) {
          for (const from of closing) changed = connect(from, position) || changed;
        } else if (before.has(position)) {
          for (const to of opening) changed = connect(position, to) || changed;
        }
      }
    }

    function connect(from: number, to: number): boolean {
      const targets = edges[from] as Set<number>;
      if (targets.has(to)) return false;
      targets.add(to);
      (predecessors[to] as Set<number>).add(from);
      return true;
    }
  }
}

type Section = { readonly opening: readonly number[]; readonly closing: readonly number[] };

function sectionsOf(drafts: readonly Draft[]): readonly Section[] {
  const sections = new Map<string, { opening: number[]; closing: number[] }>();
  const section = (key: string) => {
    const known = sections.get(key) ?? { opening: [], closing: [] };
    sections.set(key, known);
    return known;
  };
  for (const [position, { opens, closes }] of drafts.entries()) {
    if (opens !== undefined) section(opens).opening.push(position);
    if (closes !== undefined) section(closes).closing.push(position);
  }
  return [...sections.values()].filter(({ opening, closing }) => opening.length > 0 && closing.length > 0);
}

function reversed(edges: readonly Set<number>[]): readonly Set<number>[] {
  const result = edges.map(() => new Set<number>());
  for (const [from, targets] of edges.entries()) for (const to of targets) result[to]?.add(from);
  return result;
}

function reachable(start: readonly number[], edges: readonly Set<number>[]): ReadonlySet<number> {
  const found = new Set<number>();
  const stack = [...start];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    for (const next of edges[at] as Set<number>) {
      if (found.has(next)) continue;
      found.add(next);
      stack.push(next);
    }
  }
  return found;
}

/**
 * The form of a step that may run in the transaction of a section, if it has one. A constraint that is missing for a while does less harm
 * than a lock that is held while an index is built.
 */
function insideForm(
  drafts: readonly Draft[],
  position: number,
  opening: readonly number[],
): Draft | undefined {
  if (opening.every((opener) => dropsConstraint(drafts[opener] as Draft))) return undefined;
  return shared(drafts[position] as Draft);
}

function dropsConstraint({ statement }: Draft): boolean {
  return statement.kind === 'alter_table' && everyAction(statement.actions, 'drop_constraint');
}

function shared(draft: Draft): Draft | undefined {
  const { statement } = draft;
  switch (statement.kind) {
    case 'create_index':
      return {
        ...draft,
        ...attended,
        statement: { ...statement, concurrently: false },
        locks: [draft.group as Draft['locks'][number]],
        work: `an index of ${statement.table.name} is built`,
      };
    case 'drop_index':
      return {
        ...draft,
        ...attended,
        statement: { ...statement, concurrently: false },
        locks: [draft.group as Draft['locks'][number]],
      };
    case 'alter_table':
      return everyAction(statement.actions, 'validate_constraint')
        ? { ...draft, ...attended, work: `the rows of ${statement.table.name} are checked` }
        : undefined;
    default:
      return undefined;
  }
}

const attended = { boundary: { kind: 'shared' }, timeouts: 'brief' } as const;

function everyAction(actions: readonly TableAction[], kind: TableAction['kind']): boolean {
  return actions.every((action) => action.kind === kind);
}
