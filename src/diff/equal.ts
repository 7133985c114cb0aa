import type { Sql } from '../model/sql.ts';

/**
 * Whether two values of the model mean the same: hints are left out, and SQL is compared by its parse tree, not by its spelling.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && equalLists(a, b);
  if (isSql(a) && isSql(b)) return a.key === b.key && equalLists(a.mentions.columns, b.mentions.columns);
  return equalRecords(a as Record<string, unknown>, b as Record<string, unknown>);
}

function equalLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, position) => equal(value, b[position]));
}

function equalRecords(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  for (const key in a) {
    if (key !== 'hints' && !equal(a[key], b[key])) return false;
  }
  for (const key in b) {
    if (key !== 'hints' && a[key] === undefined && b[key] !== undefined) return false;
  }
  return true;
}

function isSql(value: object): value is Sql {
  return 'key' in value && 'mentions' in value;
}
