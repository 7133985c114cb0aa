import type { Document } from './document.ts';
import { type History, type Specs, specsOf } from './pair.ts';

/** Whether a pair still fails as the first one did. */
export type Fails = (specs: Specs) => Promise<boolean>;

/** Smaller pairs that still fail: with fewer edits first, then with less in the specs. */
export async function shrink(history: History, major: number, fails: Fails, most: number): Promise<Specs> {
  let left = most;
  const asked = new Map<string, boolean>();
  const try_ = async (specs: Specs) => {
    const key = JSON.stringify(specs);
    const known = asked.get(key);
    if (known !== undefined) return known;
    if (left <= 0) return false;
    left -= 1;
    const answer = await fails(specs);
    asked.set(key, answer);
    return answer;
  };
  const edits = await fewer(history.edits, (edits) => try_(specsOf({ ...history, edits }, major)));
  const before = await fewer(history.before, (before) => try_(specsOf({ before, edits }, major)));
  return smaller(specsOf({ before, edits }, major), try_);
}

/** Without as many of the values as can be spared: halves of them first, at last each alone. */
async function fewer<T>(
  values: readonly T[],
  fails: (rest: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept = values;
  for (let size = Math.ceil(values.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length; ) {
      const rest = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (await fails(rest)) kept = rest;
      else start += size;
    }
  }
  return kept;
}

type Path = readonly string[];

/** Without as many entries of the specs as can be spared, from the outside in. */
async function smaller(specs: Specs, fails: Fails): Promise<Specs> {
  let kept = specs;
  for (let depth = 2; depth <= 6; depth += 1) {
    for (const path of pathsOf(kept, depth)) {
      for (const candidate of without(kept, path)) {
        if (losesMore(candidate, kept) || !(await fails(candidate))) continue;
        kept = candidate;
        break;
      }
    }
  }
  return kept;
}

/** A plan that cannot come back for want of values is another failure, whatever the server says. */
function losesMore(candidate: Specs, kept: Specs): boolean {
  return lost(candidate).some((name) => !lost(kept).includes(name));
}

/** Columns of tables that stay, which only one side has, and which cannot be NULL. */
function lost({ previous, next }: Specs): readonly string[] {
  return Object.entries(next['tables'] ?? {}).flatMap(([key, after]) => {
    const name = String((after as Described)['renamed_from'] ?? key).replace(/^public\./, '');
    const before = previous['tables']?.[name];
    if (before === undefined) return [];
    const [old, fresh] = [before, after].map((table) => (table as Described)['columns'] ?? {}) as [
      Described,
      Described,
    ];
    const kept = Object.entries(fresh).map(([column, one]) => (one as Described)['renamed_from'] ?? column);
    return Object.entries(old).flatMap(([column, one]) =>
      kept.includes(column) || !isNeeded(one) ? [] : [`${name}.${column}`],
    );
  });
}

type Described = Record<string, unknown>;

function isNeeded(column: unknown): boolean {
  const { not_null, default: value, backfill } = column as Described;
  return not_null === true && value === undefined && backfill === undefined;
}

function pathsOf({ previous, next }: Specs, depth: number): readonly Path[] {
  const found = new Map<string, Path>();
  for (const document of [next, previous])
    for (const path of walk(document, depth)) found.set(JSON.stringify(path), path);
  return [...found.values()];
}

function walk(node: unknown, depth: number): readonly Path[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    depth === 1 ? [[key]] : walk(value, depth - 1).map((rest) => [key, ...rest]),
  );
}

/** The entry is taken from both, or from one of them. */
function without({ previous, next }: Specs, path: Path): readonly Specs[] {
  const [before, after] = [remove(previous, [oldPath(next, path), path]), remove(next, [path])];
  return [
    ...(before !== undefined && after !== undefined ? [{ previous: before, next: after }] : []),
    ...(after === undefined ? [] : [{ previous, next: after }]),
    ...(before === undefined ? [] : [{ previous: before, next }]),
  ];
}

/** Where an entry stood before what it is in was renamed. */
function oldPath(document: Document, path: Path): Path {
  let node: unknown = document;
  return path.map((key) => {
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined;
    const old =
      typeof node === 'object' && node !== null
        ? (node as Record<string, unknown>)['renamed_from']
        : undefined;
    return typeof old === 'string' ? old.replace(/^public\./, '') : key;
  });
}

function remove(document: Document, paths: readonly Path[]): Document | undefined {
  for (const path of paths) {
    const copy = structuredClone(document);
    let node: unknown = copy;
    for (const key of path.slice(0, -1))
      node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined;
    const last = path.at(-1) as string;
    if (typeof node !== 'object' || node === null || !(last in node)) continue;
    if (Array.isArray(node)) node.splice(Number(last), 1);
    else delete (node as Record<string, unknown>)[last];
    return copy;
  }
  return undefined;
}
