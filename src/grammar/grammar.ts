import type { RoutineBody, RoutineResult } from '../model/schema-object.ts';
import type { MentionedName, Sql } from '../model/sql.ts';
import { parseBody } from './body.ts';
import { type ParsedType, parseDataType } from './data-type.ts';
import { expressionTree, parseExpression } from './expression.ts';
import { type Meanings, meaningsOf } from './meaning/index.ts';
import { type ParsedReference, parseQualifiedName, parseReference } from './name.ts';
import { type Parsed, parsed, refused, type SqlProblem } from './parsed.ts';
import { loadParser, type Parser, TooDeep } from './parser.ts';
import { parseQuery, type ViewQuery } from './query.ts';
import { parseResult } from './result.ts';
import { parseRoutineCall, type RoutineCall } from './routine-call.ts';
import { parseSignature, type RoutineSignature } from './signature.ts';
import { parseTextBody, type RoutineHeader, stringBodyProblem } from './string-body.ts';

/**
 * PostgreSQL's own grammar (that of version 18) for the SQL that people write into the spec. Every function takes the text as
 * written, takes it whole or refuses it, and gives the same value for the same text without parsing it again.
 */
export type Grammar = Meanings & {
  /** A default, a check, a predicate, the key of an index, the WHEN of a trigger. */
  expression(text: string): Parsed<Sql>;
  /** Its parse tree as libpg-query gives it; undefined where the text is none. */
  expressionTree(text: string): unknown;
  /** The query of a view or materialized view. */
  query(text: string): Parsed<ViewQuery>;
  dataType(text: string): Parsed<ParsedType>;
  /** `name(a integer, b text DEFAULT 'x', OUT c integer)`. */
  routineSignature(kind: 'function' | 'procedure', text: string): Parsed<RoutineSignature>;
  /** `trigger`, `setof text`, `table (id bigint, name text)`. */
  routineResult(text: string): Parsed<RoutineResult>;
  /** `RETURN …` or `BEGIN ATOMIC … END`. */
  routineBody(text: string): Parsed<Sql>;
  /** What a trigger executes: `touch('a', 'b')`, `touch()`, `touch`. */
  routineCall(text: string): Parsed<RoutineCall>;
  /** What a foreign key refers to: `users`, `audit.users (a, b)`. */
  reference(text: string): Parsed<ParsedReference>;
  /** A name in the syntax of SQL. */
  qualifiedName(text: string): Parsed<MentionedName>;
  /** An error of syntax in a body that is a text for the server, as far as one can be told without a server. */
  stringBody(routine: RoutineHeader, text: string): SqlProblem | undefined;
  /** A body that is a text for the server, to the letter, with what it mentions if its language is SQL. */
  textBody(routine: RoutineHeader, text: string): RoutineBody;
};

export type { Parsed, SqlProblem };

let loading: Promise<Grammar> | undefined;

/** The grammar, loaded once in a process. */
export function loadGrammar(): Promise<Grammar> {
  loading ??= loadParser().then(grammarOf);
  return loading;
}

function grammarOf(parser: Parser): Grammar {
  const using = <T>(parse: (parser: Parser, text: string) => Parsed<T>) =>
    memoised((text: string) => parse(parser, text));
  const signatures = {
    function: using((_, text) => parseSignature(parser, 'function', text)),
    procedure: using((_, text) => parseSignature(parser, 'procedure', text)),
  };
  return {
    ...meaningsOf(parser),
    expression: using(parseExpression),
    expressionTree: (text) => {
      const tree = shallowly(() => expressionTree(parser, text));
      return tree.ok ? tree.value : undefined;
    },
    query: using(parseQuery),
    dataType: using(parseDataType),
    routineSignature: (kind, text) => signatures[kind](text),
    routineResult: using(parseResult),
    routineBody: using(parseBody),
    routineCall: using(parseRoutineCall),
    reference: using(parseReference),
    qualifiedName: using(parseQualifiedName),
    textBody: (routine, text) => {
      const read = shallowly(() => parsed(parseTextBody(parser, routine, text)));
      return read.ok ? read.value : { kind: 'string', text };
    },
    stringBody: (routine, text) => {
      const checked = shallowly(() => stringBodyProblem(parser, routine, text) ?? parsed(undefined));
      return checked.ok ? undefined : checked.problem;
    },
  };
}

/** The texts of a schema are few and come again with every release of the chain. */
function memoised<T>(parse: (text: string) => Parsed<T>): (text: string) => Parsed<T> {
  const known = new Map<string, Parsed<T>>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = shallowly(() => parse(text));
    known.set(text, now);
    return now;
  };
}

/** SQL that nests too deeply for the parser also does for those who walk its tree. */
function shallowly<T>(parse: () => Parsed<T>): Parsed<T> {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof TooDeep || error instanceof RangeError)) throw error;
    return refused(
      'sql-too-deep',
      'this SQL nests too deeply to be parsed',
      'Divide it into several parts.',
      0,
    );
  }
}
