import type { Node } from 'libpg-query';
import type { Sql } from '../model/sql.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { sqlOf } from './sql.ts';
import { statementEndingWith } from './statement.ts';

const help =
  'Write RETURN and an expression, or BEGIN ATOMIC, statements that each end in a semicolon, and END.';

/** The body of a routine that PostgreSQL parses when the routine is made: `RETURN …` or `BEGIN ATOMIC … END`. */
export function parseBody(parser: Parser, text: string): Parsed<Sql> {
  const tree = bodyTree(parser, text);
  return tree.ok ? parsed(sqlOf(parser, text, tree.value)) : tree;
}

export function bodyTree(parser: Parser, text: string): Parsed<Node> {
  const statement = statementEndingWith(parser, 'CREATE FUNCTION a()', text, help);
  if (!statement.ok) return statement;
  const { node } = statement.value;
  const routine = 'CreateFunctionStmt' in node ? node.CreateFunctionStmt : undefined;
  if (routine?.sql_body === undefined || routine.options !== undefined || routine.returnType !== undefined)
    return refused('body-syntax', 'this is more than the body of a routine, or none', help, 0);
  return parsed(routine.sql_body);
}
