import type { RangeVar } from 'libpg-query';
import type { MentionedName } from '../model/sql.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { type Statement, statementEndingWith } from './statement.ts';
import { stringsOf } from './tree.ts';

/** What a foreign key refers to. */
export type ParsedReference = {
  readonly table: MentionedName;
  /** Empty where the text names none. */
  readonly columns: readonly string[];
};

/** `users`, `users (id)`, `audit.users (a, b)`. */
export function parseReference(parser: Parser, text: string): Parsed<ParsedReference> {
  const help = 'Write a table, and in parentheses its columns: users (id).';
  // Of the statements that end in a table and columns the one that goes on least: REFERENCES has MATCH and ON DELETE.
  const statement = statementEndingWith(parser, 'ANALYZE', text, help);
  if (!statement.ok) return statement;
  const { node, offsetOf } = statement.value;
  const analyze = 'VacuumStmt' in node ? node.VacuumStmt : undefined;
  const [target, ...others] = analyze?.rels ?? [];
  const relation = target !== undefined && 'VacuumRelation' in target ? target.VacuumRelation : undefined;
  const table = relation?.relation;
  if (table === undefined || others.length > 0 || analyze?.options !== undefined || table.inh !== true)
    return refused('reference-syntax', 'this is more than a table and its columns', help, 0);
  const name = nameOf(table, offsetOf);
  return name.ok ? parsed({ table: name.value, columns: stringsOf(relation?.va_cols) }) : name;
}

/** A name with or without a schema, in the syntax of SQL: unquoted it is folded to lower case. */
export function parseQualifiedName(parser: Parser, text: string): Parsed<MentionedName> {
  const reference = parseReference(parser, text);
  const help = 'Write a name as in SQL, users or audit.users; one that is a keyword goes in double quotes.';
  if (!reference.ok)
    return refused(reference.problem.code, reference.problem.message, help, reference.problem.offset);
  const { table, columns } = reference.value;
  return columns.length === 0
    ? parsed(table)
    : refused('name-malformed', 'this is more than a name', help, 0);
}

function nameOf(table: RangeVar, offsetOf: Statement['offsetOf']): Parsed<MentionedName> {
  const { catalogname, schemaname, relname = '' } = table;
  if (catalogname !== undefined)
    return refused(
      'name-malformed',
      'a name has more than a schema and a name',
      'Leave the name of the database out.',
      offsetOf(table.location),
    );
  return parsed(schemaname === undefined ? { name: relname } : { schema: schemaname, name: relname });
}

/**
 * The name of a routine from the list of its parts.
 * @returns undefined where it has too many
 */
export function routineName(parts: readonly string[]): MentionedName | undefined {
  const [name, schema, ...others] = [...parts].reverse();
  if (name === undefined || others.length > 0) return undefined;
  return schema === undefined ? { name } : { schema, name };
}
