/**
 * What PostgreSQL 15 to 18 say at DEBUG1 of work on all rows: ATRewriteTable and validateForeignKeyConstraint in tablecmds.c,
 * index_build in index.c. These words are in no server's own language (errmsg_internal).
 */
export type WorkMessage =
  | { readonly kind: 'rewrite' | 'scan' | 'index-build'; readonly table: string; readonly text: string }
  | { readonly kind: 'foreign-key'; readonly constraint: string; readonly text: string };

const patterns = [
  { kind: 'rewrite', pattern: /^rewriting table "(?<name>.*)"$/s },
  { kind: 'scan', pattern: /^verifying table "(?<name>.*)"$/s },
  {
    kind: 'index-build',
    pattern: /^building index ".*" on table "(?<name>.*)" (serially|with request for .*)$/s,
  },
  { kind: 'foreign-key', pattern: /^validating foreign key constraint "(?<name>.*)"$/s },
] as const;

/** @returns undefined for what says nothing of work on the rows of a table, as of the index that every TOAST table has */
export function readMessage(text: string): WorkMessage | undefined {
  for (const { kind, pattern } of patterns) {
    const name = pattern.exec(text)?.groups?.['name'];
    if (name === undefined) continue;
    if (kind === 'foreign-key') return { kind, constraint: name, text };
    return name.startsWith('pg_toast_') ? undefined : { kind, table: name, text };
  }
  return undefined;
}
