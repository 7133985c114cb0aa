import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { objectId } from '../../model/element.ts';
import type { ObjectId } from '../../model/id.ts';
import type { Major, Model } from '../../model/model.ts';
import type { SchemaObject } from '../../model/schema-object.ts';
import type { ObjectDocument } from '../document.ts';
import type { Draft } from '../draft.ts';
import { sortDiagnostics } from '../problem.ts';
import { checkSharedNames, describedTwice, withoutDuplicates } from './duplicates.ts';
import { buildObject, checkSchema } from './objects.ts';
import { rememberOrigins } from './origins.ts';
import { checkObjectRenames } from './renames-within.ts';
import { checkRowTypes } from './row-types.ts';
import { Scope } from './scope.ts';
import { Symbols } from './symbols.ts';

/** What a model is made of: the documents of the spec, or what the releases up to one leave. */
export type Documents = {
  readonly postgresql: Major;
  readonly objects: readonly ObjectDocument[];
  /** False where a file could not be read: names that are not found may be there. */
  readonly complete: boolean;
};

/** @throws DiagnosticError with everything that is wrong between the documents */
export function buildModel(documents: Documents): Model {
  const { model, diagnostics } = tryBuildModel(documents);
  if (diagnostics.length > 0) throw new DiagnosticError(sortDiagnostics(diagnostics));
  return model;
}

/** The model as far as it goes, and what is wrong with it. */
export function tryBuildModel(given: Documents): {
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { documents, diagnostics: duplicates } = withoutDuplicates(given.objects);
  const diagnostics: Diagnostic[] = [
    ...duplicates,
    ...checkSharedNames(documents),
    ...checkObjectRenames(documents),
  ];
  const symbols = new Symbols(documents, given.complete);
  const objects: [ObjectId, SchemaObject][] = [];
  const origins = new Map<ObjectId, ObjectDocument>();
  for (const document of documents) {
    const scope = new Scope(symbols, given.postgresql, document, diagnostics);
    if (document.names.length > 1) checkSchema(scope.schema, scope, []);
    if (document.draft === undefined) {
      if (document.partial !== undefined) buildObject(document.partial, scope);
      continue;
    }
    const object = sameAsBefore(document.draft, buildObject(document.draft, scope));
    const id = objectId(object);
    const first = origins.get(id);
    if (first !== undefined) {
      diagnostics.push(describedTwice(document, first));
      continue;
    }
    objects.push([id, object]);
    origins.set(id, document);
  }
  objects.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const model: Model = { postgresql: given.postgresql, objects: new Map(objects) };
  rememberOrigins(model, origins);
  return { model, diagnostics: [...diagnostics, ...checkRowTypes(model)] };
}

const built = new WeakMap<Draft, { readonly object: SchemaObject; readonly links: string }>();

/**
 * The object that the same text became in another model, where everything in it leads to the same schemas and columns:
 * comparing two models then begins with comparing addresses in memory.
 */
function sameAsBefore(draft: Draft, object: SchemaObject): SchemaObject {
  const links = linksOf(object);
  const known = built.get(draft);
  if (known !== undefined && known.links === links) return known.object;
  built.set(draft, { object, links });
  return object;
}

/** All that is in the object and not in its draft. */
function linksOf(object: SchemaObject): string {
  switch (object.kind) {
    case 'table':
      return JSON.stringify([
        object.columns.map((column) => [column.type.schema, column.value.kind]),
        object.foreignKeys.map(({ references }) => [references.schema, references.columns]),
        object.triggers.map((trigger) => trigger.execute.schema),
      ]);
    case 'view':
      return JSON.stringify(object.triggers.map((trigger) => trigger.execute.schema));
    case 'domain':
      return object.type.schema ?? '';
    case 'function':
    case 'procedure': {
      const { returns } = object;
      const results =
        returns?.kind === 'table'
          ? returns.columns.map((column) => column.type)
          : returns
            ? [returns.type]
            : [];
      return JSON.stringify(
        [...object.arguments.map((argument) => argument.type), ...results].map((type) => type.schema),
      );
    }
    default:
      return '';
  }
}
