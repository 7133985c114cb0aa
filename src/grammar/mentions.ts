import type { MentionedName, Mentions } from '../model/sql.ts';
import { builtinType } from './builtin-types.ts';
import { nameInText } from './identifier.ts';
import { type Fields, isFields, listOf, nodeOf, stringsOf } from './tree.ts';

/** The names of things outside of it that a parse tree mentions. */
export function mentionsOf(tree: unknown, columns: readonly string[]): Mentions {
  const found: Found = { relations: new Map(), routines: new Map(), types: new Map(), all: false };
  visit(tree, noTables, found);
  return {
    columns: found.all && !columns.includes('*') ? [...columns, '*'] : columns,
    relations: sorted(found.relations),
    routines: sorted(found.routines),
    types: sorted(found.types),
  };
}

/** By a text that is different for different names. */
type Names = Map<string, MentionedName>;
type Found = {
  readonly relations: Names;
  readonly routines: Names;
  readonly types: Names;
  /** Whether columns are used that are not named. */
  all: boolean;
};
/** Names of WITH queries that hide relations at some place. */
type Scope = ReadonlySet<string>;

const noTables: Scope = new Set();

function add(names: Names, schema: unknown, name: unknown): void {
  if (typeof name !== 'string') return;
  const mentioned = typeof schema === 'string' ? { schema, name } : { name };
  names.set(JSON.stringify([mentioned.schema ?? '', name]), mentioned);
}

function sorted(names: Names): readonly MentionedName[] {
  return [...names.values()].sort(
    (a, b) => compare(a.schema ?? '', b.schema ?? '') || compare(a.name, b.name),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function visit(value: unknown, scope: Scope, found: Found): void {
  if (Array.isArray(value)) for (const item of value) visit(item, scope, found);
  else if (isFields(value)) visitNode(value, scope, found);
}

function visitNode(node: Fields, scope: Scope, found: Found): void {
  const { kind, fields } = nodeOf(node);
  collect(kind, fields, scope, found);
  const inner = isFields(fields['withClause']) ? withQueries(fields['withClause'], scope, found) : scope;
  const target = kind !== undefined && writing.has(kind) ? 'relation' : undefined;
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'withClause' || name === 'lockedRels') continue;
    // What is written to is never a WITH query.
    visit(value, name === target ? noTables : inner, found);
  }
}

const writing: ReadonlySet<string> = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** @returns the scope of the statement that has the clause */
function withQueries(clause: Fields, scope: Scope, found: Found): Scope {
  const queries = listOf(clause['ctes']).flatMap((item) => (isFields(item) ? [nodeOf(item).fields] : []));
  const inner = new Set(scope);
  if (clause['recursive'] === true) for (const { ctename } of queries) inner.add(String(ctename));
  for (const query of queries) {
    visit(query, inner, found);
    inner.add(String(query['ctename']));
  }
  return inner;
}

/** Some places of the tree say the kind of their node, so that it has no tag: they are known by what only it has. */
function collect(kind: string | undefined, fields: Fields, scope: Scope, found: Found): void {
  if (hidesColumns(fields)) found.all = true;
  if ('relname' in fields) collectRelation(fields, scope, found);
  else if ('funcname' in fields) collectRoutine(fields, found);
  else if ('typemod' in fields && 'names' in fields) collectType(fields, found);
  else if (kind === 'TypeCast' && castsTo('regclass', fields)) collectText(fields['arg'], found);
}

/** NATURAL joins on columns that it does not name, and `FROM t AS a (b, c)` gives other names to columns of the table. */
function hidesColumns(fields: Fields): boolean {
  if (fields['isNatural'] === true) return true;
  const { alias } = fields;
  const isTable = 'relname' in fields || 'jointype' in fields;
  return isTable && isFields(alias) && listOf(alias['colnames']).length > 0;
}

function collectRelation(fields: Fields, scope: Scope, found: Found): void {
  const { schemaname, relname } = fields;
  if (schemaname === undefined && typeof relname === 'string' && scope.has(relname)) return;
  add(found.relations, schemaname, relname);
}

/** Functions of pg_catalog whose first argument is a text or regclass that names a relation. */
const takeRelations: ReadonlySet<string> = new Set([
  'nextval',
  'currval',
  'setval',
  'pg_get_serial_sequence',
]);

function collectRoutine(fields: Fields, found: Found): void {
  const names = stringsOf(fields['funcname']);
  const name = names.at(-1) ?? '';
  const schema = names.at(-2);
  if (takeRelations.has(name) && (schema === undefined || schema === 'pg_catalog'))
    collectText(listOf(fields['args'])[0], found);
  if (schema !== 'pg_catalog') add(found.routines, schema, name);
}

function collectType(fields: Fields, found: Found): void {
  const names = stringsOf(fields['names']);
  const schema = names.at(-2);
  const name = names.at(-1) ?? '';
  if (schema === 'pg_catalog' || (schema === undefined && builtinType(name) !== undefined)) return;
  add(found.types, schema, name);
}

function castsTo(type: string, cast: Fields): boolean {
  const { typeName } = cast;
  const names = isFields(typeName) ? stringsOf(typeName['names']) : [];
  return names.at(-1) === type && (names.length === 1 || names[0] === 'pg_catalog');
}

/** The relation that a constant names, itself or under casts. */
function collectText(value: unknown, found: Found): void {
  const { kind, fields } = isFields(value) ? nodeOf(value) : { kind: undefined, fields: {} as Fields };
  if (kind === 'TypeCast') collectText(fields['arg'], found);
  const constant = kind === 'A_Const' ? fields['sval'] : undefined;
  const name = isFields(constant) ? nameInText(String(constant['sval'] ?? '')) : undefined;
  if (name !== undefined) add(found.relations, name.schema, name.name);
}
