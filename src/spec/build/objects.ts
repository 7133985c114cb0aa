import { unreachable } from '../../diagnostic/diagnostic.ts';
import { didYouMean } from '../../diagnostic/nearest.ts';
import type {
  Domain,
  Enum,
  MaterializedView,
  Routine,
  SchemaObject,
  Sequence,
  View,
} from '../../model/schema-object.ts';
import type { Draft, MaterializedViewDraft, ViewDraft } from '../draft.ts';
import type { Path } from '../yaml/node.ts';
import { checkDefault } from './columns.ts';
import { checkExist } from './keys.ts';
import { systemSchemas } from './known-names.ts';
import type { Scope } from './scope.ts';
import { keyOf } from './symbols.ts';
import { buildTable } from './table.ts';
import { resolveTrigger } from './triggers.ts';

/** The object as the model holds it: every name that it mentions resolved and checked. */
export function buildObject(draft: Draft, scope: Scope): SchemaObject {
  switch (draft.kind) {
    case 'schema':
      return draft;
    case 'extension':
      if (draft.schema !== undefined && !systemSchemas.has(draft.schema))
        checkSchema(draft.schema, scope, ['schema']);
      return draft;
    case 'enum':
      return enumOf(draft, scope);
    case 'domain':
      return domain(draft, scope);
    case 'sequence':
      return sequence(draft, scope);
    case 'function':
    case 'procedure':
      return routine(draft, scope);
    case 'table':
      return buildTable(draft, scope);
    case 'view':
      return view(draft, scope);
    case 'materialized_view':
      return materializedView(draft, scope);
    default:
      return unreachable(draft);
  }
}

/** Schemas other than public must be declared. */
export function checkSchema(schema: string, scope: Scope, path: Path): void {
  if (scope.mayBeForeign || scope.symbols.schemas.has(schema)) return;
  const help = didYouMean(schema, scope.symbols.schemas, `Declare it: schemas: {${schema}: }.`);
  scope.report('unknown-schema', `the schema ${JSON.stringify(schema)} is not declared`, help, path, {
    at: path.length === 0 ? 'key' : 'value',
  });
}

function enumOf(draft: Enum, scope: Scope): Enum {
  const seen = new Set<string>();
  const renamed = new Set<string>();
  draft.values.forEach(({ value, hints }, position) => {
    const path = ['values', position];
    if (seen.has(value))
      scope.report(
        'duplicate-value',
        `the value ${JSON.stringify(value)} stands here twice`,
        'Keep one.',
        path,
      );
    seen.add(value);
    const old = hints.renamedFrom;
    if (old === undefined) return;
    if (old === value) {
      scope.report(
        'rename-to-itself',
        `renamed_from gives the value itself, ${JSON.stringify(value)}`,
        'Write the value of the previous release.',
        [...path, 'renamed_from'],
      );
    }
    if (renamed.has(old)) {
      scope.report(
        'rename-twice',
        `two values are renamed from ${JSON.stringify(old)}`,
        'Keep one of the two.',
        [...path, 'renamed_from'],
      );
    }
    renamed.add(old);
  });
  return draft;
}

const valueOnly: ReadonlySet<string> = new Set(['value']);

function domain(draft: Domain, scope: Scope): Domain {
  if (draft.default) checkDefault(draft.default, scope, ['default']);
  for (const check of draft.checks) {
    for (const name of check.expression.mentions.columns) {
      if (valueOnly.has(name)) continue;
      const help = 'Write VALUE for the value that is checked.';
      scope.report(
        'unknown-column',
        `a domain has no columns, here ${JSON.stringify(name)}`,
        help,
        ['checks', check.name, 'expression'],
        { word: name },
      );
    }
  }
  return { ...draft, type: scope.type(draft.type, ['type']) };
}

function sequence(draft: Sequence, scope: Scope): Sequence {
  const owner = draft.ownedBy;
  if (owner === undefined) return draft;
  const document = scope.symbols.relations.get(keyOf(owner.schema, owner.table));
  if (document === undefined && scope.mayBeForeign) return draft;
  if (document?.kind !== 'table') {
    const help = scope.symbols.suggest(
      owner.table,
      scope.symbols.relations,
      owner.schema,
      'Write `table.column`.',
    );
    scope.report('unknown-table', `there is no table ${JSON.stringify(owner.table)}`, help, ['owned_by'], {
      word: owner.table,
    });
  } else if (
    document.draft?.kind === 'table' &&
    !document.draft.columns.some((column) => column.name === owner.column)
  ) {
    const names = document.draft.columns.map((column) => column.name);
    scope.unknownColumn(owner.column, names, owner.table, ['owned_by'], { word: owner.column });
  }
  return draft;
}

function routine(draft: Routine, scope: Scope): Routine {
  if (draft.body.kind === 'sql') scope.relations(draft.body.sql, ['body']);
  const { returns } = draft;
  return {
    ...draft,
    arguments: draft.arguments.map((argument) => ({ ...argument, type: scope.type(argument.type, []) })),
    ...(returns?.kind === 'type'
      ? { returns: { ...returns, type: scope.type(returns.type, ['returns']) } }
      : {}),
    ...(returns?.kind === 'table'
      ? {
          returns: {
            ...returns,
            columns: returns.columns.map((column) => ({
              ...column,
              type: scope.type(column.type, ['returns']),
            })),
          },
        }
      : {}),
  };
}

function view({ outputs, ...draft }: ViewDraft, scope: Scope): View {
  scope.relations(draft.query, ['query']);
  checkOutputs(draft, outputs, scope);
  const triggers = draft.triggers.map((trigger) =>
    resolveTrigger(trigger, ['triggers', trigger.name], undefined, draft, scope),
  );
  return { ...draft, triggers };
}

function materializedView({ outputs, ...draft }: MaterializedViewDraft, scope: Scope): MaterializedView {
  scope.relations(draft.query, ['query']);
  const names = checkOutputs(draft, outputs, scope);
  if (names === undefined) return draft;
  for (const index of draft.indexes) {
    const path = ['indexes', index.name];
    const keys = index.elements.flatMap(({ key }) => (key.kind === 'column' ? [key.name] : []));
    checkExist(keys, names, draft, scope, [...path, 'on']);
    checkExist(index.include, names, draft, scope, [...path, 'include']);
    scope.columns(index.where, names, draft.name, [...path, 'where']);
  }
  return draft;
}

/**
 * What the query makes fits the names that the view gives its columns, and its comments.
 * @returns the names of its columns, where they are known
 */
function checkOutputs(
  draft: View | MaterializedView,
  outputs: ViewDraft['outputs'],
  scope: Scope,
): ReadonlySet<string> | undefined {
  if (outputs === undefined) return undefined;
  if (draft.columns.length > outputs.length) {
    const message = `${draft.columns.length} names for ${outputs.length} columns of the query`;
    scope.report('wrong-value', message, 'Remove names, or add columns to the query.', ['columns']);
  }
  const names = outputs.map((name, position) => draft.columns[position] ?? name);
  if (!names.every((name) => name !== undefined)) return undefined;
  const known = new Set(names);
  for (const { column } of draft.columnComments) {
    if (!known.has(column))
      scope.unknownColumn(column, known, draft.name, ['column_comments', column], { at: 'key' });
  }
  return known;
}
