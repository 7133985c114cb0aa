import type { Routine, RoutineBody } from '../model/schema-object.ts';
import { canonical } from './canonical.ts';
import { withoutComments } from './comments.ts';
import { mentionsOf } from './mentions.ts';
import type { Refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { plpgsqlProblem } from './plpgsql.ts';
import { syntaxProblem, unusableText } from './statement.ts';

/** What can be known of a routine when its body is looked at. */
export type RoutineHeader = Pick<Routine, 'kind' | 'language' | 'arguments' | 'returns'>;

/**
 * Looks for errors of syntax in a body that is a text for the server (`AS 'text'`), if its language is SQL or PL/pgSQL.
 * What it lets through may still be wrong; what it refuses is wrong on every server.
 */
export function stringBodyProblem(parser: Parser, routine: RoutineHeader, text: string): Refused | undefined {
  switch (routine.language.toLowerCase()) {
    case 'plpgsql':
      return unusableText(text, 'Write a block: BEGIN … END.') ?? plpgsqlProblem(parser, routine, text);
    case 'sql':
      return sqlProblem(parser, text);
    default:
      return undefined;
  }
}

/** A body that is a text for the server, with what it mentions if that can be known. */
export function parseTextBody(parser: Parser, { language }: RoutineHeader, text: string): RoutineBody {
  const body = { kind: 'string', text } as const;
  if (language.toLowerCase() !== 'sql' || unusableText(text, '') !== undefined) return body;
  const result = parser.statements(withoutComments(parser, text));
  if ('error' in result) return body;
  const { columns } = canonical(result.statements);
  return { ...body, hints: { mentions: mentionsOf(result.statements, columns) } };
}

/** A function in SQL is any number of statements, none for one that returns nothing. */
function sqlProblem(parser: Parser, text: string): Refused | undefined {
  const help = 'Write SQL statements, separated by semicolons.';
  const unusable = unusableText(text, help);
  if (unusable !== undefined) return unusable.problem.code === 'sql-empty' ? undefined : unusable;
  const source = withoutComments(parser, text);
  const result = parser.statements(source);
  return 'error' in result ? syntaxProblem(source, result.error, 0, help) : undefined;
}
