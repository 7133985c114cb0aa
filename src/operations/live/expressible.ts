import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import type { Grammar } from '../../grammar/grammar.ts';
import { findTable, kindNames, objectElement } from '../../model/element.ts';
import { dotted, type ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { SchemaObject, Table } from '../../model/schema-object.ts';
import { readSpec } from '../../spec/spec.ts';
import { writeSpec } from '../../spec/write/write-spec.ts';

/** Something that a model has and a spec cannot say, because of what it refers to. */
export type Inexpressible = {
  readonly kind: string;
  /** With the reason: `public.orders.fk_part, which refers to public.parts`. */
  readonly name: string;
};

/** As much of a live model as a spec can say. To look at every object on its own takes long: only where the whole cannot be read. */
export function saidBy(model: Model, grammar: Grammar): ReturnType<typeof expressiblePart> {
  try {
    readSpec(sourcesOf(writeSpec(model)), grammar);
    return { model, left: [] };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return expressiblePart(model, grammar);
  }
}

/** Spec files that are nowhere yet, to be read. */
export function sourcesOf(files: ReturnType<typeof writeSpec>) {
  const encoder = new TextEncoder();
  return files.map(({ name, text }) => ({ path: name, bytes: encoder.encode(text) }));
}

/**
 * As much of a live model as a spec can say. What is covered can refer to what is not: a foreign key to a partitioned table, a column of
 * a composite type, a view on either. That goes, and what stands on it, each by its name.
 *
 * @throws DiagnosticError where the spec refuses something that is of no single object
 */
function expressiblePart(
  model: Model,
  grammar: Grammar,
): { readonly model: Model; readonly left: readonly Inexpressible[] } {
  const left: Inexpressible[] = [];
  let current = model;
  for (;;) {
    const problems = problemsOf(current, grammar);
    if (problems.size === 0) return { model: current, left };
    const objects = new Map(current.objects);
    for (const [id, problem] of problems) {
      const object = objects.get(id);
      if (object === undefined) throw new DiagnosticError([problem]);
      const smaller = object.kind === 'table' ? withoutDangling(object, current, left) : undefined;
      if (smaller === undefined) {
        objects.delete(id);
        left.push({ kind: kindNames[object.kind].singular, name: `${nameOf(object)}: ${problem.message}` });
      } else objects.set(id, smaller);
    }
    current = { ...current, objects };
  }
}

/** What is wrong with each object, were the model a spec: each is written into a file of its own, so the file tells. */
function problemsOf(model: Model, grammar: Grammar): ReadonlyMap<ObjectId, Diagnostic> {
  const encoder = new TextEncoder();
  const sources = [...model.objects].flatMap(([id, object]) =>
    writeSpec({ ...model, postgresql: 15, objects: new Map([[id, object]]) }).map(({ text }) => ({
      path: id,
      bytes: encoder.encode(text),
    })),
  );
  const major = { path: '', bytes: encoder.encode(`postgresql: ${model.postgresql}\n`) };
  try {
    readSpec([major, ...sources], grammar);
    return new Map();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    // The first of each object; what follows from it shows when it is gone.
    return new Map(
      error.diagnostics.toReversed().map((problem) => [(problem.at?.file ?? '') as ObjectId, problem]),
    );
  }
}

/** Without keys and triggers that lead out of the model; undefined where there are none. */
function withoutDangling(table: Table, model: Model, left: Inexpressible[]): Table | undefined {
  const foreignKeys = table.foreignKeys.filter(
    ({ references: { schema, table: name } }) => findTable(model, schema, name) !== undefined,
  );
  const functions = new Set(
    [...model.objects.values()].flatMap((object) =>
      object.kind === 'function' ? [dotted(object.schema, object.name)] : [],
    ),
  );
  const triggers = table.triggers.filter(
    ({ execute: { schema, name } }) => schema === undefined || functions.has(dotted(schema, name)),
  );
  const gone = [
    ...table.foreignKeys
      .filter((key) => !foreignKeys.includes(key))
      .map(({ name, references }) => ({
        kind: 'foreign key',
        name: `${dotted(table.schema, table.name, name)}, which refers to ${dotted(references.schema, references.table)}`,
      })),
    ...table.triggers
      .filter((trigger) => !triggers.includes(trigger))
      .map(({ name, execute }) => ({
        kind: 'trigger',
        name: `${dotted(table.schema, table.name, name)}, which executes ${dotted(execute.schema ?? '', execute.name)}`,
      })),
  ];
  if (gone.length === 0) return undefined;
  left.push(...gone);
  return { ...table, foreignKeys, triggers };
}

function nameOf(object: SchemaObject): string {
  return objectElement(object).id.slice(object.kind.length + 1);
}
