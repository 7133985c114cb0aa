import { relationName, typeName } from './name.ts';
import { quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import { signature } from './routine.ts';
import type { Target } from './statement.ts';

/** What kind of object it is and its name, as DROP, ALTER and COMMENT ON spell it: `TRIGGER touch ON users`. */
export function described(target: Target): string {
  return renderWith(descriptions, target);
}

const descriptions = {
  schema: ({ name }) => `SCHEMA ${quoteName(name)}`,
  extension: ({ name }) => `EXTENSION ${quoteName(name)}`,
  enum: ({ name }) => `TYPE ${typeName(name)}`,
  domain: ({ name }) => `DOMAIN ${typeName(name)}`,
  sequence: ({ name }) => `SEQUENCE ${relationName(name)}`,
  table: ({ name }) => `TABLE ${relationName(name)}`,
  view: ({ name }) => `VIEW ${relationName(name)}`,
  materialized_view: ({ name }) => `MATERIALIZED VIEW ${relationName(name)}`,
  index: ({ name }) => `INDEX ${relationName(name)}`,
  function: (target) => `FUNCTION ${signature(target)}`,
  procedure: (target) => `PROCEDURE ${signature(target)}`,
  column: ({ relation, name }) => `COLUMN ${relationName(relation)}.${quoteName(name)}`,
  constraint: ({ relation, name }) => `CONSTRAINT ${quoteName(name)} ON ${relationName(relation)}`,
  trigger: ({ relation, name }) => `TRIGGER ${quoteName(name)} ON ${relationName(relation)}`,
  domain_constraint: ({ domain, name }) => `CONSTRAINT ${quoteName(name)} ON DOMAIN ${typeName(domain)}`,
} as const satisfies Renderers<Target>;
