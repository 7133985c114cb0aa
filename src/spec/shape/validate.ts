import { InternalError } from '../../diagnostic/diagnostic.ts';
import type { ObjectKind } from '../../model/element.ts';
import type { PlacedProblem } from '../problem.ts';
import type { Node } from '../yaml/node.ts';
import { explain } from './explain.ts';
import { toPlain } from './plain.ts';
import * as generated from './validator.generated.js';

export const validators = {
  schema: generated.validate_schema,
  extension: generated.validate_extension,
  enum: generated.validate_enum,
  domain: generated.validate_domain,
  sequence: generated.validate_sequence,
  function: generated.validate_function,
  procedure: generated.validate_procedure,
  table: generated.validate_table,
  view: generated.validate_view,
  materialized_view: generated.validate_materialized_view,
} as const satisfies Record<ObjectKind, (value: unknown) => boolean>;

/**
 * What keeps a value from being an object of this kind. The validator that ajv made from spec/schema.json decides; only
 * what it refuses is explained.
 */
export function validateShape(kind: ObjectKind, node: Node): readonly PlacedProblem[] {
  if (validators[kind](toPlain(node))) return [];
  const problems = explainShape(kind, node);
  if (problems.length === 0)
    throw new InternalError(`spec/schema.json refuses a ${kind}, and nothing explains why`);
  return problems;
}

/** The same without asking the validator first: empty also where something is wrong that has no explanation. */
export function explainShape(kind: ObjectKind, node: Node): readonly PlacedProblem[] {
  const definition = generated.definitions[generated.definitionNames[kind]];
  return definition ? explain(node, definition, generated.definitions) : [];
}
