import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Hints } from '../../model/schema-object.ts';
import type { ObjectDocument } from '../document.ts';
import type { TableDraft } from '../draft.ts';
import type { Path } from '../yaml/node.ts';
import type { Scope } from './scope.ts';

type Renamed = { readonly name: string; readonly hints: Hints };

/** Two parts of one table must not be renamed from one name. */
export function checkPartRenames(table: TableDraft, scope: Scope): void {
  checkList(
    table.columns.map((value) => ({ value, path: ['columns', value.name] })),
    scope,
  );
  checkList([...table.uniques, ...table.primaryKeys, ...table.indexes], scope);
  checkList(table.checks, scope);
  checkList(table.foreignKeys, scope);
  checkList(table.exclusions, scope);
  checkList(table.triggers, scope);
}

function checkList(parts: readonly { readonly value: Renamed; readonly path: Path }[], scope: Scope): void {
  const seen = new Map<string, string>();
  for (const { value, path } of parts) {
    const old = value.hints.renamedFrom;
    if (old === undefined) continue;
    const first = seen.get(old);
    if (first !== undefined) {
      scope.report('rename-twice', twice(first, value.name, old), 'Keep one of the two lines.', [
        ...path,
        'renamed_from',
      ]);
    }
    seen.set(old, value.name);
  }
}

/** Two objects of a kind must not be renamed from one name. */
export function checkObjectRenames(documents: readonly ObjectDocument[]): readonly Diagnostic[] {
  const seen = new Map<string, ObjectDocument>();
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    const old = document.draft?.hints.renamedFrom;
    if (old === undefined) continue;
    const schema = old.includes('.') || document.names.length < 2 ? '' : document.names[0];
    const arguments_ = document.key.slice(document.key.indexOf('('));
    const key = `${document.kind}\0${schema}\0${old}\0${document.kind === 'function' || document.kind === 'procedure' ? arguments_ : ''}`;
    const first = seen.get(key);
    if (first !== undefined) {
      const message = twice(first.names.at(-1) ?? '', document.names.at(-1) ?? '', old);
      const problem = { code: 'rename-twice', message, help: 'Keep one of the two lines.' } as const;
      diagnostics.push(document.site.diagnosticAt(problem, ['renamed_from']));
    }
    seen.set(key, document);
  }
  return diagnostics;
}

function twice(first: string, second: string, old: string): string {
  return `${first} and ${second} are both renamed from ${JSON.stringify(old)}`;
}
