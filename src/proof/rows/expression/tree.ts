/** Parse trees as libpg-query gives them, read without trusting their shape: what is not there is undefined. */

export type Node = { readonly kind: string; readonly fields: Fields };
export type Fields = Readonly<Record<string, unknown>>;

/** `{ ColumnRef: {…} }` as its kind and its fields. */
export function nodeOf(value: unknown): Node | undefined {
  if (!isFields(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [kind, fields] = entry;
  return isFields(fields) ? { kind, fields } : undefined;
}

/** The items of a list, also of a `List` node. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const node = nodeOf(value);
  return node?.kind === 'List' && Array.isArray(node.fields['items']) ? node.fields['items'] : [];
}

/** The texts of a list of names. */
export function namesOf(value: unknown): readonly string[] {
  return itemsOf(value).flatMap((item) => {
    const node = nodeOf(item);
    return node?.kind === 'String' ? [String(node.fields['sval'] ?? '')] : [];
  });
}

/** The last of a list of names: that of a function, an operator or a type without its schema. */
export function lastName(value: unknown): string {
  return namesOf(value).at(-1) ?? '';
}

/** Every node of a tree, from the root down. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
    return;
  }
  if (!isFields(value)) return;
  const node = nodeOf(value);
  if (node !== undefined) yield node;
  for (const field of Object.values(value)) yield* nodesOf(field);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
