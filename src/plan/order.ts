import { InternalError } from '../diagnostic/diagnostic.ts';
import { absenceOf, absent, type Draft, isName, isShared, type Resource, ranks } from './draft.ts';
import { Heap } from './heap.ts';
import { keepSectionsWhole } from './sections.ts';

/** What to order instead of drafts of which each of a circle waits for the one before it; undefined where that cannot be helped. */
export type Relief = (circle: readonly Draft[], drafts: readonly Draft[]) => readonly Draft[] | undefined;

/**
 * The drafts in an order in which every one finds what it needs. Among those that could come next, the one that keeps the group
 * together, then the one of lower rank, group and position comes first, so the order depends on nothing but the drafts.
 * @throws InternalError with the path, where the drafts wait for each other in a circle
 */
export function inOrder(given: readonly Draft[], relieve: Relief): readonly Draft[] {
  const drafts = [...given];
  const edges = edgesOf(drafts);
  keepSectionsWhole(drafts, edges);
  const { successors, waiting } = graphOf(edges);
  const ready = new Ready(drafts);
  for (const [position, count] of waiting.entries()) if (count === 0) ready.add(position);
  const ordered: Draft[] = [];
  for (let position = ready.take(); position !== undefined; position = ready.take()) {
    ordered.push(drafts[position] as Draft);
    for (const successor of successors[position] as number[]) {
      waiting[successor] = (waiting[successor] as number) - 1;
      if (waiting[successor] === 0) ready.add(successor);
    }
  }
  if (ordered.length === drafts.length) return ordered;
  const circle = circleAmong(given);
  const relieved = withoutPreferences(circle, given) ?? relieve(circle, given);
  if (relieved === undefined) throw new InternalError(describeCircle(circle));
  return inOrder(relieved, relieve);
}

/** All drafts, with those of the circle content to come before what they would rather come after; undefined where that is no help. */
function withoutPreferences(
  circle: readonly Draft[],
  drafts: readonly Draft[],
): readonly Draft[] | undefined {
  const inCircle = new Set(circle);
  const made = new Set(circle.flatMap(({ provides, removes }) => [...provides, ...removes.map(absenceOf)]));
  if (!circle.some(({ prefers }) => prefers.some((resource) => made.has(resource)))) return undefined;
  return drafts.map((draft) =>
    inCircle.has(draft)
      ? { ...draft, prefers: draft.prefers.filter((resource) => !made.has(resource)) }
      : draft,
  );
}

type Graph = { readonly successors: readonly number[][]; readonly waiting: number[] };

function graphOf(edges: readonly ReadonlySet<number>[]): Graph {
  const waiting = edges.map(() => 0);
  for (const targets of edges)
    for (const target of targets) waiting[target] = (waiting[target] as number) + 1;
  return { successors: edges.map((targets) => [...targets]), waiting };
}

/** By position, the positions of the drafts that have to come later. */
function edgesOf(drafts: readonly Draft[]): readonly Set<number>[] {
  const providers = positionsBy(drafts, (draft) => draft.provides);
  const removers = positionsBy(drafts, (draft) => draft.removes);
  /** Those after which a resource is there, or gone where its absence is asked for. */
  const makers = (resource: Resource) => {
    const gone = absent(resource);
    return (gone === undefined ? providers.get(resource) : removers.get(gone)) ?? [];
  };
  const positions = new Map(drafts.map((draft, position) => [draft.token, position]));
  const edges = drafts.map(() => new Set<number>());
  /** Steps of one change are written in the order in which they run: no resource turns that round. */
  const edge = (from: number, to: number) => {
    const sameCause = (drafts[from] as Draft).cause === (drafts[to] as Draft).cause;
    if (from !== to && !(sameCause && from > to)) (edges[from] as Set<number>).add(to);
  };
  for (const [position, draft] of drafts.entries()) {
    for (const resource of draft.needs) {
      const gone = absent(resource);
      // An object that moves takes the names of its parts along, and they give them up where it has come to.
      const isOwn = (remover: number) =>
        gone !== undefined && isName(gone) && (drafts[remover] as Draft).group === draft.group;
      if (gone !== undefined)
        for (const remover of removers.get(gone) ?? []) if (!isOwn(remover)) edge(remover, position);
      const made = providers.get(resource);
      for (const provider of made ?? []) edge(provider, position);
      if (made === undefined) for (const remover of removers.get(resource) ?? []) edge(position, remover);
    }
    for (const resource of draft.prefers) for (const first of makers(resource)) edge(first, position);
    for (const resource of draft.uses)
      for (const remover of removers.get(resource) ?? []) edge(position, remover);
    for (const before of draft.after) {
      const from = positions.get(before);
      if (from === undefined) throw new InternalError('a step waits for one that is not in the plan');
      edge(from, position);
    }
  }
  for (const [resource, gone] of removers) {
    for (const provider of providers.get(resource) ?? []) {
      // What has this id after a rename is the same thing that had another before, and goes only after that.
      if (isName(resource) || (drafts[provider] as Draft).cause.type !== 'rename') {
        for (const remover of gone) edge(remover, provider);
      }
    }
  }
  return edges;
}

function positionsBy(
  drafts: readonly Draft[],
  resources: (draft: Draft) => readonly Resource[],
): ReadonlyMap<Resource, readonly number[]> {
  const map = new Map<Resource, number[]>();
  for (const [position, draft] of drafts.entries()) {
    for (const resource of resources(draft)) {
      const list = map.get(resource);
      if (list === undefined) map.set(resource, [position]);
      else list.push(position);
    }
  }
  return map;
}

/** The drafts that wait for nothing any more. */
class Ready {
  private readonly drafts: readonly Draft[];
  private readonly all: Heap<number>;
  private readonly groups = new Map<string, Heap<number>>();
  private readonly taken = new Set<number>();
  private readonly open = new Set<string>();
  private group = '';

  constructor(drafts: readonly Draft[]) {
    this.drafts = drafts;
    this.all = new Heap((a, b) => this.compare(a, b));
  }

  add(position: number): void {
    this.all.push(position);
    const { group } = this.draft(position);
    let heap = this.groups.get(group);
    if (heap === undefined) {
      heap = new Heap((a, b) => this.compareInGroup(a, b));
      this.groups.set(group, heap);
    }
    heap.push(position);
  }

  take(): number | undefined {
    const position = this.nextInGroup() ?? this.next(this.all);
    if (position === undefined) return undefined;
    this.taken.add(position);
    const { group, opens, closes } = this.draft(position);
    this.group = group;
    if (opens !== undefined) this.open.add(opens);
    if (closes !== undefined) this.open.delete(closes);
    return position;
  }

  /** Going on with the same object reads best, but drops wait, and so does what would end a transaction that is to stay open. */
  private nextInGroup(): number | undefined {
    const heap = this.groups.get(this.group);
    const position = heap && this.peek(heap);
    if (position === undefined) return undefined;
    const draft = this.draft(position);
    const early = ranks[draft.rank] < ranks.drop;
    const closing = draft.closes !== undefined && this.open.has(draft.closes);
    return (early && (this.open.size === 0 || isShared(draft))) || closing ? position : undefined;
  }

  private next(heap: Heap<number>): number | undefined {
    const first = this.peek(heap);
    if (first === undefined || this.open.size === 0 || isShared(this.draft(first))) return first;
    const shared = heap.items().filter((item) => !this.taken.has(item) && isShared(this.draft(item)));
    return shared.sort((a, b) => this.compare(a, b))[0] ?? first;
  }

  private peek(heap: Heap<number>): number | undefined {
    for (let top = heap.peek(); top !== undefined; top = heap.peek()) {
      if (!this.taken.has(top)) return top;
      heap.pop();
    }
    return undefined;
  }

  private draft(position: number): Draft {
    return this.drafts[position] as Draft;
  }

  private compare(a: number, b: number): number {
    const [first, second] = [this.draft(a), this.draft(b)];
    return (
      ranks[first.rank] - ranks[second.rank] ||
      (first.group < second.group ? -1 : first.group > second.group ? 1 : this.compareInGroup(a, b))
    );
  }

  private compareInGroup(a: number, b: number): number {
    const [first, second] = [this.draft(a), this.draft(b)];
    return (
      boundaries[first.boundary.kind] - boundaries[second.boundary.kind] ||
      ranks[first.rank] - ranks[second.rank] ||
      a - b
    );
  }
}

const boundaries = { shared: 0, own: 1, outside: 2 } as const satisfies Record<
  Draft['boundary']['kind'],
  number
>;

/** Drafts of which each waits for the one before it, and the first for the last. */
function circleAmong(drafts: readonly Draft[]): readonly Draft[] {
  const { successors, waiting } = graphOf(edgesOf(drafts));
  const free = waiting.flatMap((count, position) => (count === 0 ? [position] : []));
  for (let at = free.pop(); at !== undefined; at = free.pop()) {
    for (const next of successors[at] as number[]) {
      waiting[next] = (waiting[next] as number) - 1;
      if (waiting[next] === 0) free.push(next);
    }
  }
  const stuck = waiting.flatMap((count, position) => (count > 0 ? [position] : []));
  const path: number[] = [];
  let at = stuck[0] as number;
  // Every stuck step waits for another stuck one; walking backwards over such edges must meet itself.
  while (!path.includes(at)) {
    path.push(at);
    at = stuck.find((candidate) => (successors[candidate] as number[]).includes(at)) as number;
  }
  return path
    .slice(path.indexOf(at))
    .reverse()
    .map((position) => drafts[position] as Draft);
}

function describeCircle(circle: readonly Draft[]): string {
  return `steps wait for each other: ${[circle.at(-1), ...circle].map((draft) => label(draft as Draft)).join(' → ')}`;
}

function label(draft: Draft): string {
  const change = draft.cause;
  return `${draft.statement.kind} for ${change.type} ${change.type === 'drop' ? change.previous.id : change.next.id}`;
}
