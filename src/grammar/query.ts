import type { SelectStmt } from 'libpg-query';
import type { Sql } from '../model/sql.ts';
import { outputNames, withOutputNames } from './output-names.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { sqlOf } from './sql.ts';
import { statementEndingWith } from './statement.ts';

/** What a view shows. */
export type ViewQuery = {
  readonly sql: Sql;
  /** The names of its columns; undefined where a `*` makes them unknown, and in the place of one that has no name. */
  readonly outputs: readonly (string | undefined)[] | undefined;
};

const help = 'Write one query, as it would stand behind CREATE VIEW … AS.';

/**
 * The query of a view or materialized view: SELECT, VALUES, TABLE or WITH. The names of its columns are in its key even where
 * columns of tables have given them, since a view keeps its names when those are renamed.
 */
export function parseQuery(parser: Parser, text: string): Parsed<ViewQuery> {
  const tree = queryTree(parser, text);
  if (!tree.ok) return tree;
  return parsed({
    sql: sqlOf(parser, text, { SelectStmt: withOutputNames(tree.value) }),
    outputs: outputNames(tree.value),
  });
}

export function queryTree(parser: Parser, text: string): Parsed<SelectStmt> {
  const statement = statementEndingWith(parser, 'CREATE VIEW a AS', text, help);
  if (!statement.ok) return statement;
  const { node } = statement.value;
  const view = 'ViewStmt' in node ? node.ViewStmt : undefined;
  const query = view?.query !== undefined && 'SelectStmt' in view.query ? view.query.SelectStmt : undefined;
  if (query === undefined) return refused('sql-not-one-query', 'there is no query', help, 0);
  if (view?.withCheckOption !== 'NO_CHECK_OPTION')
    return refused('sql-not-one-query', 'WITH CHECK OPTION is no part of the query', help, 0);
  if (query.intoClause !== undefined)
    return refused('sql-not-one-query', 'a query with INTO makes a table', help, 0);
  return parsed(query);
}
