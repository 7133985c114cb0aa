import type { MentionedName } from '../model/sql.ts';
import { parseQualifiedName, routineName } from './name.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { statementEndingWith } from './statement.ts';
import { stringsOf } from './tree.ts';

/** What a trigger executes. */
export type RoutineCall = { readonly name: MentionedName; readonly arguments: readonly string[] };

const help = "Write a function and in parentheses its arguments, which are constants: touch('updated_at').";

/** `touch('a', 'b')`, `touch()` or `touch`, as behind EXECUTE FUNCTION of CREATE TRIGGER. All arguments become texts there. */
export function parseRoutineCall(parser: Parser, text: string): Parsed<RoutineCall> {
  const prefix = 'CREATE TRIGGER a AFTER INSERT ON b EXECUTE FUNCTION';
  const statement = statementEndingWith(parser, prefix, text, help);
  if (!statement.ok) {
    const name = parseQualifiedName(parser, text);
    return name.ok ? parsed({ name: name.value, arguments: [] }) : statement;
  }
  const { node } = statement.value;
  const trigger = 'CreateTrigStmt' in node ? node.CreateTrigStmt : undefined;
  const name = routineName(stringsOf(trigger?.funcname));
  if (name === undefined)
    return refused('name-malformed', 'a name has more than a schema and a name', help, 0);
  return parsed({ name, arguments: stringsOf(trigger?.args) });
}
