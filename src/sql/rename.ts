import { InternalError } from '../diagnostic/diagnostic.ts';
import { relationName, typeName } from './name.ts';
import { quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import type { Target } from './statement.ts';
import { described } from './target.ts';

export function rename(target: Target, to: string): string {
  return `ALTER ${renderWith(renames, target)} TO ${quoteName(to)}`;
}

export function setSchema(target: Target, schema: string): string {
  if (!hasSchema[target.kind])
    throw new InternalError(`a ${target.kind} is in no schema of its own: ${described(target)}`);
  return `ALTER ${described(target)} SET SCHEMA ${quoteName(schema)}`;
}

const renameIt = (target: Target) => `${described(target)} RENAME`;

const renames = {
  schema: renameIt,
  extension: ({ name }) => {
    throw new InternalError(`extensions cannot be renamed: ${name}`);
  },
  enum: renameIt,
  domain: renameIt,
  sequence: renameIt,
  table: renameIt,
  view: renameIt,
  materialized_view: renameIt,
  index: renameIt,
  function: renameIt,
  procedure: renameIt,
  column: ({ relation, relationKind, name }) =>
    `${relationKinds[relationKind]} ${relationName(relation)} RENAME COLUMN ${quoteName(name)}`,
  constraint: ({ relation, name }) => `TABLE ${relationName(relation)} RENAME CONSTRAINT ${quoteName(name)}`,
  trigger: renameIt,
  domain_constraint: ({ domain, name }) => `DOMAIN ${typeName(domain)} RENAME CONSTRAINT ${quoteName(name)}`,
} as const satisfies Renderers<Target>;

const relationKinds = {
  table: 'TABLE',
  view: 'VIEW',
  materialized_view: 'MATERIALIZED VIEW',
} as const satisfies Record<(Target & { readonly kind: 'column' })['relationKind'], string>;

/** Indexes, columns, constraints and triggers go with their relation. */
const hasSchema = {
  schema: false,
  extension: true,
  enum: true,
  domain: true,
  sequence: true,
  table: true,
  view: true,
  materialized_view: true,
  index: false,
  function: true,
  procedure: true,
  column: false,
  constraint: false,
  trigger: false,
  domain_constraint: false,
} as const satisfies Record<Target['kind'], boolean>;
