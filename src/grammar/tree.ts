/**
 * Parse trees as libpg-query gives them, for those who walk all of one and not only a known statement. A field that can hold
 * nodes of any kind has `{ ColumnRef: {…} }`, one that can only hold a certain kind has the fields alone.
 */
export type Fields = { readonly [name: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind of a node and its fields; the kind is undefined where the place in the tree already says it. */
export function nodeOf(value: Fields): { readonly kind: string | undefined; readonly fields: Fields } {
  const names = Object.keys(value);
  const [name] = names;
  if (names.length === 1 && name !== undefined && /^[A-Z]/.test(name)) {
    const fields = value[name];
    if (isFields(fields)) return { kind: name, fields };
  }
  return { kind: undefined, fields: value };
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text of a `String` node; undefined for any other. */
export function stringOf(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  const node = value['String'];
  // Empty texts and zeros are left out of the tree.
  return isFields(node) ? String(node['sval'] ?? '') : undefined;
}

/** The texts of those nodes of a list that are `String` nodes. */
export function stringsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => stringOf(item) ?? []);
}

/** The byte at which a node stands, where it has one. */
export function locationOf(value: unknown): number | undefined {
  const location = isFields(value) ? nodeOf(value).fields['location'] : undefined;
  return typeof location === 'number' ? location : undefined;
}
