import type { CatalogScope } from '../../database/catalog/catalog.ts';
import { namesOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { SchemaObject } from '../../model/schema-object.ts';

/** @param schemas that people named; none: all */
export function scopeOf(schemas: readonly string[]): CatalogScope {
  return schemas.length === 0 ? { kind: 'all' } : { kind: 'schemas', names: schemas };
}

/** The same with the extensions: types and functions of theirs can be used in every schema. */
export function restrictWithExtensions(model: Model, schemas: readonly string[]): Model {
  const extensions = [...model.objects].filter(([, { kind }]) => kind === 'extension');
  const objects = [...extensions, ...restrict(model, schemas).objects].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...model, objects: new Map(objects) };
}

/** What of a model is in these schemas; all of it where none are named. Extensions are in no schema: they belong to the whole. */
export function restrict(model: Model, schemas: readonly string[]): Model {
  if (schemas.length === 0) return model;
  const wanted = new Set(schemas);
  const isWithin = (object: SchemaObject) =>
    object.kind !== 'extension' && wanted.has(namesOf(object)[0] ?? '');
  return { ...model, objects: new Map([...model.objects].filter(([, object]) => isWithin(object))) };
}
