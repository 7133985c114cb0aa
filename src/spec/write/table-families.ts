import type { Table } from '../../model/schema-object.ts';

/** Tables whose names begin with the same word. */
export type TableFamily = { readonly word: string; readonly tables: readonly Table[] };

/** Fewer tables than this are no family. */
const fewest = 3;

/** The families among tables, by their word. `users` belongs to those that begin with `user_`. */
export function familiesOf(tables: readonly Table[]): readonly TableFamily[] {
  const groups = new Map<string, Table[]>();
  for (const table of tables) {
    const stem = firstWord(table).replace(/s$/i, '');
    groups.set(stem, [...(groups.get(stem) ?? []), table]);
  }
  return [...groups]
    .filter(([stem, members]) => stem !== '' && members.length >= fewest)
    .map(([, members]) => ({ word: members.map(firstWord).sort(shortestFirst)[0] ?? '', tables: members }))
    .sort((a, b) => (a.word < b.word ? -1 : 1));
}

function firstWord({ name }: Table): string {
  return name.split('_', 1)[0] ?? '';
}

function shortestFirst(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
