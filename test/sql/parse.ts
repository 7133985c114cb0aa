import { loadModule, parseSync } from 'libpg-query';

await loadModule();

/** The parse trees of the statements in this text. */
export function statementsIn(text: string): readonly unknown[] {
  return (parseSync(text).stmts ?? []).map((statement) => statement.stmt);
}

/** The texts of the statements, as psql sends them one by one. */
export function eachStatement(text: string): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  return (parseSync(text).stmts ?? []).map(({ stmt_location: start = 0, stmt_len: length }) =>
    new TextDecoder().decode(bytes.slice(start, length === undefined ? undefined : start + length)),
  );
}
