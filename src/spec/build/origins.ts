import type { ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { ObjectDocument } from '../document.ts';

const origins = new WeakMap<Model, ReadonlyMap<ObjectId, ObjectDocument>>();

/** Remembers which document each object of a model came from. */
export function rememberOrigins(model: Model, documents: ReadonlyMap<ObjectId, ObjectDocument>): void {
  origins.set(model, documents);
}

/** The document that an object of a model was read from; absent for models of live catalogs. */
export function originOf(model: Model, id: ObjectId): ObjectDocument | undefined {
  return origins.get(model)?.get(id);
}
