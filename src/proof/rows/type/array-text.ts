import type { Value } from '../rows.ts';

/** An array of one dimension as PostgreSQL reads it. */
export function arrayText(items: readonly Value[]): string {
  return `{${items.map((item) => (item === null ? 'NULL' : `"${item.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
}

/** The elements of an array of one dimension; undefined for anything else. */
export function arrayItems(text: string): readonly Value[] | undefined {
  if (!/^\{.*\}$/s.test(text)) return undefined;
  const inner = text.slice(1, -1);
  if (inner === '') return [];
  const items: Value[] = [];
  const item = /\s*(?:"((?:[^"\\]|\\.)*)"|([^",{}\\]*(?:\\.[^",{}\\]*)*))\s*(,|$)/sy;
  for (;;) {
    const found = item.exec(inner);
    if (found === null) return undefined;
    const [, quoted, bare, comma] = found;
    const plain = bare?.trim() ?? '';
    if (quoted === undefined && plain === '') return undefined;
    items.push(
      quoted !== undefined ? unescaped(quoted) : plain.toUpperCase() === 'NULL' ? null : unescaped(plain),
    );
    if (comma === '') return items;
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
