import type { Table } from '../../model/schema-object.ts';
import type { Part, TableDraft } from '../draft.ts';
import { byName } from '../read/reader.ts';
import { resolveColumns } from './columns.ts';
import { resolveForeignKeys } from './foreign-keys.ts';
import { checkKeys } from './keys.ts';
import { checkPartRenames } from './renames-within.ts';
import type { Scope } from './scope.ts';
import { resolveTrigger } from './triggers.ts';

/** The table as the model holds it. */
export function buildTable(draft: TableDraft, scope: Scope): Table {
  const { primaryKeys, ...rest } = draft;
  const names = new Set(draft.columns.map((column) => column.name));
  const columns = resolveColumns(draft, names, scope);
  checkKeys(draft, names, scope);
  for (const { value, path } of draft.checks)
    scope.columns(value.expression, names, draft.name, [...path, 'expression']);
  checkConstraintNames(draft, scope);
  checkPartRenames(draft, scope);
  const primaryKey = primaryKeys[0]?.value;
  return {
    ...rest,
    columns,
    ...(primaryKey ? { primaryKey } : {}),
    uniques: sorted(draft.uniques),
    checks: sorted(draft.checks),
    foreignKeys: [...resolveForeignKeys(draft, names, scope)].sort(byName),
    exclusions: sorted(draft.exclusions),
    indexes: sorted(draft.indexes),
    triggers: draft.triggers
      .map(({ value, path }) => {
        scope.columns(value.when, new Set([...names, 'old', 'new']), draft.name, [...path, 'when']);
        return resolveTrigger(value, path, names, draft, scope);
      })
      .sort(byName),
  };
}

function sorted<T extends { readonly name: string }>(parts: readonly Part<T>[]): readonly T[] {
  return parts.map((part) => part.value).sort(byName);
}

function checkConstraintNames(draft: TableDraft, scope: Scope): void {
  const seen = new Set<string>();
  const all = [
    ...draft.primaryKeys.slice(0, 1),
    ...draft.uniques,
    ...draft.checks,
    ...draft.foreignKeys,
    ...draft.exclusions,
  ];
  for (const { value, path } of all) {
    if (seen.has(value.name)) {
      const message = `the table ${draft.name} has two constraints named ${JSON.stringify(value.name)}`;
      scope.report('duplicate-constraint', message, 'Give one of them another name.', path, { at: 'key' });
    }
    seen.add(value.name);
  }
}
