import type { Pair } from '../diff/pair.ts';
import { byteLength, defaultName, longestName } from '../model/default-names.ts';
import { objectsOf } from '../model/element.ts';
import type { Context } from './context.ts';

type Label = 'old' | 'new' | 'not_null_check' | 'not_null';

/**
 * A name for something that a plan makes beside what the models have, cut to PostgreSQL's limit: the first that no relation, constraint
 * or type of the schema has in either model. The same for the same models, so that a run that was interrupted finds what it left.
 */
export function temporaryName(
  schema: string,
  [name, ...columns]: readonly [string, ...string[]],
  label: Label,
  context: Context,
): string {
  return temporaryNameIn([schema], [name, ...columns], label, context);
}

/** One that none of several schemas has. */
export function temporaryNameIn(
  where: readonly string[],
  [name, ...columns]: readonly [string, ...string[]],
  label: Label,
  context: Context,
): string {
  const schemas = where.flatMap((schema) => schemasOf(schema, context));
  const whole = [name, ...columns].join('_');
  // Different long names would be cut to the same one.
  const ending = byteLength(`${whole}_${label}`) > longestName ? `${fingerprint(whole)}_${label}` : label;
  for (let number = 0; ; number += 1) {
    const candidate = defaultName(name, columns, number === 0 ? ending : `${ending}${number}`);
    if (schemas.every((schema) => context.constraintNames(schema, candidate) === 0)) return candidate;
  }
}

/** The schema under the names that it has in the two models. */
function schemasOf(schema: string, context: Context): readonly string[] {
  if (!context.to.active) return [schema];
  let names = previousNames.get(context.pair);
  if (names === undefined) {
    const schemas = objectsOf(context.pair.previous, 'schema');
    names = new Map(schemas.map(({ name }) => [context.to.schema(name), name]));
    previousNames.set(context.pair, names);
  }
  return [...new Set([schema, names.get(schema) ?? schema])];
}

/** Of every schema, by its name in the next model. */
const previousNames = new WeakMap<Pair, ReadonlyMap<string, string>>();

/** FNV-1a over UTF-16: enough to tell names apart, and no secret. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let position = 0; position < text.length; position += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
