import type { Pair } from '../diff/pair.ts';
import { defaultName } from '../model/default-names.ts';
import { partsOf } from '../model/element.ts';
import type { Model } from '../model/model.ts';
import type { Table } from '../model/schema-object.ts';
import type { Constraint } from '../sql/statement.ts';

/** How often a name is taken in a schema, by constraints and relations of both models. */
export type ConstraintNames = (schema: string, name: string) => number;

export function constraintNames(pair: Pair): ConstraintNames {
  let counts: Map<string, number> | undefined;
  return (schema, name) => {
    counts ??= countNames(pair);
    return counts.get(`${schema}\0${name}`) ?? 0;
  };
}

/**
 * Whether a constraint of a new table must say its name: it differs from the one that PostgreSQL would choose, or something else has
 * that one, so that PostgreSQL would add a number to it.
 */
export function mustBeNamed(table: Table, constraint: Constraint, names: ConstraintNames): boolean {
  return (
    constraint.value.name !== chosenName(table, constraint) || names(table.schema, constraint.value.name) > 1
  );
}

function chosenName(table: Table, constraint: Constraint): string | undefined {
  switch (constraint.kind) {
    case 'primary_key':
      return defaultName(table.name, [], 'pkey');
    case 'unique':
      return defaultName(table.name, [...constraint.value.columns, ...constraint.value.include], 'key');
    case 'foreign_key':
      return defaultName(table.name, constraint.value.columns, 'fkey');
    case 'exclusion':
    case 'check':
      return undefined;
  }
}

function countNames(pair: Pair): Map<string, number> {
  const names = new Map<string, Set<string>>();
  for (const model of [pair.previous, pair.next]) collect(model, names);
  return new Map([...names].map(([name, takers]) => [name, takers.size]));
}

function collect(model: Model, names: Map<string, Set<string>>): void {
  const add = (schema: string, name: string, taker: string) => {
    const key = `${schema}\0${name}`;
    const takers = names.get(key);
    if (takers === undefined) names.set(key, new Set([taker]));
    else takers.add(taker);
  };
  for (const [id, object] of model.objects) {
    if (
      object.kind === 'schema' ||
      object.kind === 'extension' ||
      object.kind === 'function' ||
      object.kind === 'procedure'
    )
      continue;
    add(object.schema, object.name, id);
    for (const part of partsOf(object)) {
      if (part.kind !== 'column' && part.kind !== 'trigger') add(object.schema, part.value.name, part.id);
    }
  }
}
