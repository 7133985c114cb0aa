import { type Token, textOf, tokensOf } from './tokens.ts';

/**
 * The statements of a dump without what is no part of the schema: comments with their versions, settings of the session, and psql's
 * `\restrict`, whose word is random.
 */
export function statementsOf(dump: string): readonly (readonly Token[])[] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  let blocks = 0;
  for (const token of tokensOf(dump)) {
    if (token.kind === 'comment' || token.kind === 'psql') continue;
    blocks += opened(token, current, blocks);
    if (token.text === ';' && blocks === 0) {
      statements.push(current);
      current = [];
    } else if (current.length > 0 || token.kind !== 'space') current.push(token);
  }
  if (textOf(current) !== '') statements.push(current);
  return statements.filter((statement) => !isSetting(textOf(statement)));
}

/** The body of a function that PostgreSQL has parsed, `BEGIN ATOMIC … END`, has statements inside, and in those `CASE … END`. */
function opened(token: Token, before: readonly Token[], blocks: number): -1 | 0 | 1 {
  if (token.kind !== 'word') return 0;
  if (token.text === 'ATOMIC' && before.at(-2)?.text === 'BEGIN') return 1;
  if (blocks === 0) return 0;
  return token.text === 'CASE' ? 1 : token.text === 'END' ? -1 : 0;
}

function isSetting(statement: string): boolean {
  return (
    /^SET \w+ = [^;]*$/.test(statement) || statement.startsWith("SELECT pg_catalog.set_config('search_path',")
  );
}
