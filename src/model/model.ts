import type { ObjectId } from './id.ts';
import type { SchemaObject } from './schema-object.ts';

/** The major versions of PostgreSQL that plans know. */
export const majors = [15, 16, 17, 18] as const;
export type Major = (typeof majors)[number];

/** A whole schema: that of the spec, of a release or of a live database. */
export type Model = {
  /** The oldest major version that every plan to this model must run on. */
  readonly postgresql: Major;
  /** Sorted by id. */
  readonly objects: ReadonlyMap<ObjectId, SchemaObject>;
};

/** What is there before the first release: PostgreSQL's own `public` schema and nothing else. */
export const base: Model = { postgresql: 15, objects: new Map() };
