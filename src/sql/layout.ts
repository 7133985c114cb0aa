/** Lines are kept within this width where that is simple; SQL that people wrote is never broken up. */
const width = 100;

/** Clauses on one line where they fit, otherwise each on its own, indented below the first. Empty ones are left out. */
export function clauses(parts: readonly string[], indent = 0): string {
  const given = parts.filter((part) => part !== '');
  const line = given.join(' ');
  return fits(line, indent) ? line : given.join(`\n${' '.repeat(indent + 2)}`);
}

/** `head (a, b)`, the items on lines of their own where they do not fit on one. */
export function list(head: string, items: readonly string[]): string {
  const line = `${head}(${items.join(', ')})`;
  return fits(line, 0) || items.length === 0 ? line : `${head}(\n${lines(items)}\n)`;
}

/** Every item on a line of its own. */
export function lines(items: readonly string[]): string {
  return items.map((item) => `  ${item}`).join(',\n');
}

function fits(line: string, indent: number): boolean {
  return indent + line.length <= width && !line.includes('\n');
}
