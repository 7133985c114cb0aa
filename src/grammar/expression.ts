import type { Node } from 'libpg-query';
import type { Sql } from '../model/sql.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { sqlOf } from './sql.ts';
import { statementEndingWith } from './statement.ts';

const help = 'Write one SQL expression, as it would stand in parentheses.';

/** One expression: a default, a check, a predicate, the key of an index, the WHEN of a trigger. */
export function parseExpression(parser: Parser, text: string): Parsed<Sql> {
  const tree = expressionTree(parser, text);
  return tree.ok ? parsed(sqlOf(parser, text, tree.value)) : tree;
}

export function expressionTree(parser: Parser, text: string): Parsed<Node> {
  const statement = statementEndingWith(parser, 'ALTER TABLE a ALTER b TYPE c USING', text, help);
  if (!statement.ok) return statement;
  const { node, offsetOf } = statement.value;
  const [command, ...others] = 'AlterTableStmt' in node ? (node.AlterTableStmt.cmds ?? []) : [];
  const change = command !== undefined && 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
  const tree = change !== undefined && 'ColumnDef' in change ? change.ColumnDef.raw_default : undefined;
  if (tree === undefined || others.length > 0)
    return refused('sql-not-one-expression', 'there is more than one expression', help, 0);
  if ('SetToDefault' in tree)
    return refused(
      'sql-not-one-expression',
      'DEFAULT is no expression',
      help,
      offsetOf(tree.SetToDefault.location),
    );
  return parsed(tree);
}
