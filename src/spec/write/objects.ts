import type { ElementTypes, ObjectKind } from '../../model/element.ts';
import type { SchemaObject } from '../../model/schema-object.ts';
import { domain } from './kinds/domain.ts';
import { enumType } from './kinds/enum.ts';
import { extension } from './kinds/extension.ts';
import { materializedView } from './kinds/materialized-view.ts';
import { routine } from './kinds/routine.ts';
import { schema } from './kinds/schema.ts';
import { sequence } from './kinds/sequence.ts';
import { table } from './kinds/table.ts';
import { view } from './kinds/view.ts';
import { home, type Names, Scope } from './names.ts';
import type { Entry } from './yaml/value.ts';

const writers: { readonly [K in ObjectKind]: (value: ElementTypes[K], scope: Scope) => Entry } = {
  schema,
  extension,
  enum: enumType,
  domain,
  sequence,
  function: routine,
  procedure: routine,
  table,
  view,
  materialized_view: materializedView,
};

/** An object as the entry of its section. */
export function objectEntry(object: SchemaObject, names: Names): Entry {
  const writer = writers[object.kind] as (value: SchemaObject, scope: Scope) => Entry;
  return writer(object, new Scope(names, 'schema' in object ? (object.schema ?? home) : home));
}
