import type { Pair } from '../../../diff/pair.ts';
import { objectId, objectsOf } from '../../../model/element.ts';
import type { ObjectId } from '../../../model/id.ts';
import type { Model } from '../../../model/model.ts';
import type { Table } from '../../../model/schema-object.ts';
import { counterpartOf } from '../counterparts.ts';
import type { ParseExpression } from '../rows.ts';
import { betweenLens } from './between-lens.ts';
import type { Constraint } from './constraint.ts';
import { type Lens, plainLens } from './lens.ts';
import { nextLens } from './next-lens.ts';
import { type Reference, referencesOf } from './reference.ts';
import { rowConstraints } from './row-constraints.ts';
import { valueConstraints } from './value-constraints.ts';

/** Everything that the rows of one table have to satisfy. */
export type Demand = {
  readonly id: ObjectId;
  readonly table: Table;
  readonly model: Model;
  /** As it is, and as the plan leaves it. */
  readonly lenses: readonly Lens[];
  /** But for foreign keys, which depend on the rows of other tables. */
  readonly constraints: readonly Constraint[];
  readonly references: readonly Reference[];
};

/** What the tables of a model demand of their rows. */
export function demandsOf(model: Model, parse: ParseExpression): readonly Demand[] {
  return objectsOf(model, 'table').map((table) => {
    const id = objectId(table);
    const lens = plainLens(table, model, parse);
    return {
      id,
      table,
      model,
      lenses: [lens],
      constraints: constraintsOf(lens),
      references: referencesOf(lens, true, id, (parent) => (model.objects.has(parent) ? parent : undefined)),
    };
  });
}

/** What the tables of the previous model demand, and what the next model demands of the same rows. */
export function demandsOfPair(pair: Pair, parse: ParseExpression): readonly Demand[] {
  const demands = demandsOf(pair.previous, parse);
  const counterparts = new Map(demands.map(({ id, table }) => [id, counterpartOf(table, pair)] as const));
  const sources = new Map(
    [...counterparts].flatMap(([id, found]) =>
      found === undefined ? [] : [[objectId(found.next), id] as const],
    ),
  );
  return demands.map((demand) => {
    const found = counterparts.get(demand.id);
    if (found === undefined) return demand;
    const lens = nextLens(demand.table, pair.previous, found, pair.next, parse);
    const between = betweenLens(demand.table, pair.previous, found, lens);
    return {
      ...demand,
      lenses: [...demand.lenses, lens],
      constraints: [
        ...demand.constraints,
        ...(between === undefined ? [] : constraintsOf(between)),
        ...constraintsOf(lens).map(ofNext),
      ],
      references: [
        ...demand.references,
        ...referencesOf(lens, false, demand.id, (parent) => sources.get(parent)),
      ],
    };
  });
}

/** Who reads the reason must not look for it in the schema of today. */
function ofNext(constraint: Constraint): Constraint {
  return { ...constraint, reason: `for the next schema ${constraint.reason}` };
}

function constraintsOf(lens: Lens): readonly Constraint[] {
  return [...valueConstraints(lens), ...rowConstraints(lens)];
}
