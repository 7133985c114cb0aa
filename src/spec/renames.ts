import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { didYouMean } from '../diagnostic/nearest.ts';
import { inverse, renamesBetween } from '../diff/renames.ts';
import { idOf, objectId, partsOf } from '../model/element.ts';
import type { Id, ObjectId } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { Domain, Enum, Hints, SchemaObject } from '../model/schema-object.ts';
import { originOf } from './build/origins.ts';
import type { ObjectDocument } from './document.ts';
import type { TableDraft } from './draft.ts';
import type { Problem } from './problem.ts';
import { sortDiagnostics } from './problem.ts';
import type { Path } from './yaml/node.ts';

/**
 * Every `renamed_from` of the next model that leads nowhere: the previous model has neither the old name nor the new one; and
 * every one whose old name is still taken. Where the previous model has the new name, the rename has happened already, and
 * the line does nothing.
 * @param next a model that was read from files, so that the diagnostics have places
 */
export function checkRenames(previous: Model, next: Model): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const schemas = renamedSchemas(previous, next);
  let routines: ReadonlyMap<Id, Id> | undefined;
  /** A routine has another address where a type that it takes is renamed. */
  const routineBefore = (id: Id) => {
    routines ??= inverse(renamesBetween(previous, next));
    return previous.objects.get(routines.get(id) as ObjectId);
  };
  for (const [id, object] of next.objects) {
    const document = originOf(next, id);
    if (document === undefined) continue;
    const old = object.hints.renamedFrom;
    const before =
      previous.objects.get(id) ??
      movedWithSchema(previous, object, schemas) ??
      renamed(previous, object) ??
      (old !== undefined && isRoutine(object) ? routineBefore(id) : undefined);
    if (before === undefined && old !== undefined) {
      diagnostics.push(
        document.site.diagnosticAt(nowhere(old, namesOfKind(previous, object)), ['renamed_from']),
      );
    } else {
      const isRenamed = old !== undefined && !previous.objects.has(id) && before !== undefined;
      if (isRenamed && next.objects.has(objectId(before)))
        diagnostics.push(document.site.diagnosticAt(kept(old), ['renamed_from']));
      diagnostics.push(...insideOf(object, before, document));
    }
  }
  return sortDiagnostics(diagnostics);
}

function isRoutine({ kind }: SchemaObject): boolean {
  return kind === 'function' || kind === 'procedure';
}

function nowhere(old: string, candidates: Iterable<string>): Problem {
  return {
    code: 'rename-from-nowhere',
    message: `renamed_from gives ${JSON.stringify(old)}, and the previous release has nothing of that name`,
    help: didYouMean(old, candidates, 'Correct the name, or remove the line.'),
  };
}

function kept(old: string): Problem {
  return {
    code: 'rename-from-kept',
    message: `renamed_from gives ${JSON.stringify(old)}, and that is still there under its old name`,
    help: 'Remove the old one, or remove the line; to give the old name to something new, make two releases.',
  };
}

function renamedSchemas(previous: Model, next: Model): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const object of next.objects.values()) {
    if (object.kind !== 'schema' || object.hints.renamedFrom === undefined) continue;
    if (!previous.objects.has(objectId(object))) map.set(object.name, object.hints.renamedFrom);
  }
  return map;
}

function movedWithSchema(
  previous: Model,
  object: SchemaObject,
  schemas: ReadonlyMap<string, string>,
): SchemaObject | undefined {
  if (object.kind === 'schema' || object.kind === 'extension') return undefined;
  const schema = schemas.get(object.schema);
  return schema === undefined ? undefined : previous.objects.get(objectId({ ...object, schema }));
}

function renamed(previous: Model, object: SchemaObject): SchemaObject | undefined {
  const old = object.hints.renamedFrom;
  if (old === undefined || object.kind === 'extension') return undefined;
  if (object.kind === 'schema') return previous.objects.get(idOf('schema', [old]));
  const dot = old.indexOf('.');
  const moved = { ...object, schema: old.slice(0, dot), name: old.slice(dot + 1) };
  return (
    previous.objects.get(objectId({ ...object, name: old })) ??
    (dot > 0 ? previous.objects.get(objectId(moved)) : undefined)
  );
}

function namesOfKind(model: Model, { kind }: SchemaObject): readonly string[] {
  return [...model.objects.values()].filter((object) => object.kind === kind).map((object) => object.name);
}

/** Parts of tables and views, values of enums, checks of domains. */
function insideOf(
  object: SchemaObject,
  before: SchemaObject | undefined,
  document: ObjectDocument,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { name, hints, path, kind } of inside(object, document)) {
    const old = hints.renamedFrom;
    if (old === undefined) continue;
    const had = before === undefined ? [] : namesInside(before, kind);
    if (had.includes(name)) continue;
    if (had.includes(old)) {
      if (namesInside(object, kind).includes(old))
        diagnostics.push(document.site.diagnosticAt(kept(old), [...path, 'renamed_from']));
      continue;
    }
    diagnostics.push(document.site.diagnosticAt(nowhere(old, had), [...path, 'renamed_from']));
  }
  return diagnostics;
}

type Inside = { readonly kind: string; readonly name: string; readonly hints: Hints; readonly path: Path };

function inside(object: SchemaObject, document: ObjectDocument): readonly Inside[] {
  if (object.kind === 'enum') return valuesOf(object);
  if (object.kind === 'domain') return checksOf(object);
  const draft = document.draft?.kind === 'table' ? document.draft : undefined;
  return partsOf(object).map(({ kind, value }) => ({
    kind,
    name: value.name,
    hints: value.hints,
    path: (draft && pathOf(draft, kind, value.name)) ?? [
      kind === 'index' ? 'indexes' : `${kind}s`,
      value.name,
    ],
  }));
}

function valuesOf(object: Enum): readonly Inside[] {
  return object.values.map(({ value, hints }, position) => ({
    kind: 'value',
    name: value,
    hints,
    path: ['values', position],
  }));
}

function checksOf(object: Domain): readonly Inside[] {
  return object.checks.map(({ name, hints }) => ({ kind: 'check', name, hints, path: ['checks', name] }));
}

function pathOf(draft: TableDraft, kind: string, name: string): Path | undefined {
  const lists = {
    primary_key: draft.primaryKeys,
    unique: draft.uniques,
    check: draft.checks,
    foreign_key: draft.foreignKeys,
    exclusion: draft.exclusions,
  } as const;
  return kind in lists
    ? lists[kind as keyof typeof lists].find((part) => part.value.name === name)?.path
    : undefined;
}

function namesInside(object: SchemaObject, kind: string): readonly string[] {
  if (object.kind === 'enum') return object.values.map(({ value }) => value);
  if (object.kind === 'domain') return object.checks.map(({ name }) => name);
  return partsOf(object).flatMap((part) => (part.kind === kind ? [part.value.name] : []));
}
