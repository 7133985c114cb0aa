import type { ElementKind, ElementTypes } from '../model/element.ts';

/** What makes up the address of an element, and what a person added only to say how to get there. */
type Identity<K extends ElementKind> = K extends 'schema' | 'extension'
  ? 'kind' | 'name' | 'hints'
  : 'kind' | 'schema' | 'name' | 'hints';

/** The lists of parts: each part is an element of its own. */
type Parts<K extends ElementKind> = K extends 'table'
  ? 'columns' | 'primaryKey' | 'uniques' | 'checks' | 'foreignKeys' | 'exclusions' | 'indexes' | 'triggers'
  : K extends 'view'
    ? 'triggers'
    : K extends 'materialized_view'
      ? 'indexes'
      : never;

export type Attribute<K extends ElementKind> = Exclude<keyof ElementTypes[K], Identity<K> | Parts<K>> &
  string;

/** Every attribute of every kind of element: what the diff compares and what recipes must know how to change. */
export const attributes = {
  schema: { comment: true },
  extension: { comment: true, schema: true, version: true },
  enum: { comment: true, values: true },
  domain: { comment: true, type: true, collation: true, default: true, notNull: true, checks: true },
  sequence: { comment: true, type: true, options: true, ownedBy: true },
  function: routineAttributes(),
  procedure: routineAttributes(),
  table: { comment: true, unlogged: true, storageParameters: true },
  column: { comment: true, type: true, collation: true, notNull: true, value: true },
  primary_key: { comment: true, columns: true, include: true, deferral: true },
  unique: { comment: true, columns: true, include: true, nullsNotDistinct: true, deferral: true },
  check: { comment: true, expression: true, noInherit: true, notValid: true },
  foreign_key: {
    comment: true,
    columns: true,
    references: true,
    match: true,
    onDelete: true,
    onUpdate: true,
    deferral: true,
    notValid: true,
  },
  exclusion: { comment: true, method: true, elements: true, include: true, where: true, deferral: true },
  index: {
    comment: true,
    unique: true,
    nullsNotDistinct: true,
    method: true,
    elements: true,
    include: true,
    where: true,
    storageParameters: true,
    invalid: true,
  },
  trigger: {
    comment: true,
    timing: true,
    events: true,
    forEach: true,
    when: true,
    constraint: true,
    referencing: true,
    execute: true,
    enabled: true,
  },
  view: {
    comment: true,
    query: true,
    columns: true,
    securityBarrier: true,
    securityInvoker: true,
    checkOption: true,
    columnComments: true,
  },
  materialized_view: {
    comment: true,
    query: true,
    columns: true,
    storageParameters: true,
    columnComments: true,
    withData: true,
  },
} as const satisfies { readonly [K in ElementKind]: Readonly<Record<Attribute<K>, true>> };

function routineAttributes() {
  return {
    comment: true,
    arguments: true,
    returns: true,
    language: true,
    volatility: true,
    strict: true,
    securityDefiner: true,
    leakproof: true,
    parallel: true,
    cost: true,
    rows: true,
    set: true,
    body: true,
  } as const;
}
