import type { Change } from '../diff/change.ts';
import type { Element } from '../model/element.ts';
import { dotted, type Id } from '../model/id.ts';
import type { QualifiedName } from '../sql/statement.ts';
import type { Context } from './context.ts';
import type { Loss } from './plan.ts';
import { roundsColumn } from './recipes/column-type.ts';
import { makesAnew } from './recipes/recipes.ts';

/**
 * What the plan would destroy, in the order of the changes: rows, values (also the digits of values that are rounded), and where
 * sequences stand. What `using` makes of values, its author has said.
 */
export function lossesOf(context: Context): readonly Loss[] {
  return context.changes.flatMap((change): readonly Loss[] => {
    if (change.type === 'drop') return dropped(change);
    if (change.type !== 'alter') return [];
    const { previous, next } = change;
    if (next.kind !== 'column' || previous.kind !== 'column') return [];
    // What is generated afterwards, too, is computed again; a column that is no longer has values of its own from then on.
    if (previous.value.value.kind === 'generated' && next.value.value.kind === 'generated') return [];
    const { value, owner, id } = previous;
    return makesAnew(change, context) || roundsColumn({ previous, next }, context)
      ? [columnLoss(owner, value.name, id)]
      : [];
  });
}

function dropped(change: Extract<Change, { type: 'drop' }>): readonly Loss[] {
  const { previous } = change;
  switch (previous.kind) {
    case 'table':
    case 'sequence':
      return [relationLoss(previous)];
    case 'column':
      return previous.value.value.kind === 'generated'
        ? []
        : [columnLoss(previous.owner, previous.value.name, previous.id)];
    default:
      return [];
  }
}

function relationLoss({ kind, id, value }: Element<'table' | 'sequence'>): Loss {
  const { schema, name } = value;
  return { kind, name: dotted(schema, name), id, relation: { schema, name } };
}

function columnLoss(owner: QualifiedName, column: string, id: Id): Loss {
  const { schema, name } = owner;
  return { kind: 'column', name: dotted(schema, name, column), id, relation: { schema, name }, column };
}
