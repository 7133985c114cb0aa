import type { Span } from '../text.ts';

/**
 * YAML as data with offsets, and nothing else: what the rest of the reader works on. Offsets count from the start of the
 * text that was parsed.
 */
export type Node = ScalarNode | ListNode | MapNode;

export type ScalarNode = Span & {
  readonly kind: 'scalar';
  /** The text of the value: for a number or a boolean as it stands in the file, for a string after quotes and escapes. */
  readonly text: string;
  /** What YAML takes the value for. */
  readonly value: string | number | boolean | null;
  readonly style: ScalarStyle;
};

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export type ListNode = Span & { readonly kind: 'list'; readonly items: readonly Node[] };

export type MapNode = Span & { readonly kind: 'map'; readonly entries: readonly Entry[] };

export type Entry = { readonly key: ScalarNode; readonly value: Node };

/** The value under a key; the first one where a key stands twice. */
export function get(map: MapNode, key: string): Node | undefined {
  for (const entry of map.entries) if (entry.key.text === key) return entry.value;
  return undefined;
}

/** Keys and list positions from a node down. */
export type Path = readonly (string | number)[];

/**
 * The node that a path leads to, with the key that it stands under. Short forms leave steps out (`id: serial` for
 * `id: {type: serial}`, a list for `{columns: …}`), so steps that are not there are passed over.
 */
export function follow(
  node: Node,
  path: Path,
): { readonly node: Node; readonly key?: ScalarNode; readonly exact: boolean } {
  let found: { node: Node; key?: ScalarNode; exact: boolean } = { node, exact: path.length === 0 };
  for (const step of path) {
    const next = stepInto(found.node, step);
    found =
      next === undefined
        ? { ...found, exact: false }
        : { node: next.value, ...(next.key ? { key: next.key } : {}), exact: true };
  }
  return found;
}

function stepInto(
  node: Node,
  step: string | number,
): { readonly key?: ScalarNode; readonly value: Node } | undefined {
  if (node.kind === 'map') return node.entries.find((entry) => entry.key.text === step);
  const item = node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
  return item && { value: item };
}
