import type { RawStmt, ScanResult } from 'libpg-query';
import { InternalError } from '../diagnostic/diagnostic.ts';
import { byteOffsets } from './offset.ts';

/** A lexical unit. Offsets count UTF-16 units; `end` is exclusive. */
export type Token = {
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  readonly comment: boolean;
};

/** The server's words on what is wrong, and how many characters precede the place. */
export type ParserError = { readonly message: string; readonly characters: number };

/** PostgreSQL's own parser, as libpg-query has it, without its traps. The text must not be empty or hold NUL. */
export type Parser = {
  /** @throws TooDeep */
  statements(sql: string): { readonly statements: readonly RawStmt[] } | { readonly error: ParserError };
  /** Undefined where quotes or comments are left open. */
  tokens(sql: string): readonly Token[] | undefined;
  /**
   * What PL/pgSQL's parser says against a CREATE FUNCTION or CREATE PROCEDURE. It cannot see a catalog, so not
   * everything that it says is true.
   * @throws TooDeep
   */
  plpgsql(sql: string): string | undefined;
};

/** SQL that nests deeper than there is stack for the parser, or for those who walk its tree. */
export class TooDeep extends Error {
  constructor() {
    super('this SQL nests too deeply');
    this.name = 'TooDeep';
  }
}

type Library = typeof import('libpg-query');

/**
 * Where WebAssembly runs out of stack, an exception of JavaScript leaves it, and what the C code had on its own stack is
 * never given back. Measured with 1.5 of libpg-query 18: some twenty such exceptions corrupt it so that it never
 * returns. It is not asked again well before that.
 */
const toleratedOverflows = 3;

/** Loads the WebAssembly module, some 25 ms. */
export async function loadParser(): Promise<Parser> {
  // Not loaded with this program: most commands that only print something need no parser.
  const library = await import('libpg-query');
  await library.loadModule();
  const guarded = overflowGuard();
  return {
    statements: (sql) => guarded(() => statementsOf(library, sql)),
    tokens: (sql) => tokensOf(library, sql),
    plpgsql: (sql) => guarded(() => complaintOf(library, sql)),
  };
}

function overflowGuard(): <T>(action: () => T) => T {
  let overflows = 0;
  return (action) => {
    if (overflows === toleratedOverflows) throw new TooDeep();
    try {
      return action();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      overflows += 1;
      throw new TooDeep();
    }
  };
}

function statementsOf(library: Library, sql: string): ReturnType<Parser['statements']> {
  try {
    return { statements: library.parseSync(sql).stmts ?? [] };
  } catch (error) {
    if (!library.hasSqlDetails(error)) throw unlessExpected(error);
    const { message, cursorPosition } = error.sqlDetails ?? { message: error.message, cursorPosition: 0 };
    // Its parser has a stack of its own, which ends before that of WebAssembly for deep parentheses.
    if (message.startsWith('memory exhausted')) throw new TooDeep();
    return { error: { message, characters: cursorPosition } };
  }
}

function tokensOf(library: Library, sql: string): readonly Token[] | undefined {
  const scanned = scan(library, withoutControls(sql));
  const offset = byteOffsets(sql);
  return scanned?.tokens.map((token) => {
    const start = offset(token.start);
    const end = offset(token.end);
    return { start, end, text: sql.slice(start, end), comment: token.tokenName.endsWith('COMMENT') };
  });
}

function scan(library: Library, sql: string): ScanResult | undefined {
  try {
    return library.scanSync(sql);
  } catch (error) {
    // The library takes most of what its scanner says against a text for JSON.
    if (error instanceof SyntaxError || isWord(error)) return undefined;
    throw unlessExpected(error);
  }
}

/** The scanner returns JSON in which it does not escape them. Each is one byte, as is a space, and ends a word likewise. */
function withoutControls(sql: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
  return sql.replace(/[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g, ' ');
}

function complaintOf(library: Library, sql: string): string | undefined {
  try {
    library.parsePlPgSQLSync(sql);
    return undefined;
  } catch (error) {
    // The library reports problems as plain errors; JSON that it could not write itself is none.
    if (error instanceof SyntaxError) return undefined;
    if (isWord(error)) return error.message;
    throw unlessExpected(error);
  }
}

/** A plain error is what the library makes of a message of the parser. */
function isWord(error: unknown): error is Error {
  return error instanceof Error && error.constructor === Error;
}

/** What to throw for an exception that is no word of the parser: running out of stack as it is, all else as a bug. */
function unlessExpected(error: unknown): unknown {
  return error instanceof RangeError ? error : new InternalError(`libpg-query failed: ${String(error)}`);
}
