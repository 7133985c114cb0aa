import { InternalError } from '../diagnostic/diagnostic.ts';
import { relationName, typeName } from './name.ts';
import { quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import type { Target } from './statement.ts';
import { described } from './target.ts';

/** Never CASCADE: whatever depends on the target has its own step. */
export function drop(target: Target): string {
  return renderWith(drops, target);
}

const dropIt = (target: Target) => `DROP ${described(target)}`;

const drops = {
  schema: dropIt,
  extension: dropIt,
  enum: dropIt,
  domain: dropIt,
  sequence: dropIt,
  table: dropIt,
  view: dropIt,
  materialized_view: dropIt,
  index: dropIt,
  function: dropIt,
  procedure: dropIt,
  column: ({ relation, relationKind, name }) => {
    if (relationKind !== 'table')
      throw new InternalError(`columns of a ${relationKind} cannot be dropped: ${name}`);
    return `ALTER TABLE ${relationName(relation)} DROP COLUMN ${quoteName(name)}`;
  },
  constraint: ({ relation, name }) =>
    `ALTER TABLE ${relationName(relation)} DROP CONSTRAINT ${quoteName(name)}`,
  trigger: dropIt,
  domain_constraint: ({ domain, name }) =>
    `ALTER DOMAIN ${typeName(domain)} DROP CONSTRAINT ${quoteName(name)}`,
} as const satisfies Renderers<Target>;
