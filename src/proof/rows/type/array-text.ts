import type { Value } from '../rows.ts';

/** An array of one dimension as PostgreSQL prints it. */
export function arrayText(items: readonly Value[]): string {
  return `{${items.map((item) => (item === null ? 'NULL' : quoted(item))).join(',')}}`;
}

function quoted(item: string): string {
  const bare = !/^$|^null$|[{}",\\\s]/i.test(item);
  return bare ? item : `"${item.replace(/["\\]/g, '\\$&')}"`;
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
    const [, inQuotes, bare, comma] = found;
    const plain = bare?.trim() ?? '';
    if (inQuotes === undefined && plain === '') return undefined;
    items.push(
      inQuotes !== undefined ? unescaped(inQuotes) : plain.toUpperCase() === 'NULL' ? null : unescaped(plain),
    );
    if (comma === '') return items;
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
