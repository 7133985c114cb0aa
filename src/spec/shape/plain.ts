import type { Node } from '../yaml/node.ts';

/** The node as the plain values that a JSON Schema validator takes. Objects have no prototype: every name is just a key. */
export function toPlain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  const object: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.entries) object[key.text] = toPlain(value);
  return object;
}
