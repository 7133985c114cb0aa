import type { ObjectKind } from '../../model/element.ts';
import { findTable, namesOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { Table } from '../../model/schema-object.ts';
import type { MentionedName } from '../../model/sql.ts';

/** The schema that names without one are in. */
export const home = 'public';

type Space = 'relations' | 'types' | 'routines';

const spaces = {
  schema: [],
  extension: [],
  enum: ['types'],
  domain: ['types'],
  sequence: ['relations'],
  function: ['routines'],
  procedure: ['routines'],
  table: ['relations', 'types'],
  view: ['relations', 'types'],
  materialized_view: ['relations', 'types'],
} as const satisfies Record<ObjectKind, readonly Space[]>;

/** Which names a model has: so that a name is written without its schema only where it is read back to the same. */
export class Names {
  private readonly model: Model;
  private readonly taken: Readonly<Record<Space, Set<string>>> = {
    relations: new Set(),
    types: new Set(),
    routines: new Set(),
  };

  constructor(model: Model) {
    this.model = model;
    for (const object of model.objects.values()) {
      for (const space of spaces[object.kind]) this.taken[space].add(keyOf(namesOf(object)));
    }
  }

  has(space: Space, schema: string, name: string): boolean {
    return this.taken[space].has(keyOf([schema, name]));
  }

  table(schema: string, name: string): Table | undefined {
    return findTable(this.model, schema, name);
  }
}

/** What an object that is written may refer to, and how it calls that. */
export class Scope {
  readonly names: Names;
  /** The schema that the object is in: names without a schema are looked up there first. */
  private readonly schema: string;

  constructor(names: Names, schema: string) {
    this.names = names;
    this.schema = schema;
  }

  /**
   * Without its schema where that is public and the reader finds it there: it looks in the schema of the object first, and
   * what is not in the spec, but comes with an extension, has the schema that is written.
   */
  shortest(space: Space, { schema, name }: Required<MentionedName>): MentionedName {
    const isHidden = this.schema !== home && this.names.has(space, this.schema, name);
    return schema === home && !isHidden && this.names.has(space, home, name) ? { name } : { schema, name };
  }
}

function keyOf(parts: readonly string[]): string {
  return parts.join('\0');
}
