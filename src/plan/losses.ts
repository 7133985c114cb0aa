import type { Change } from '../diff/change.ts';
import { dotted } from '../model/id.ts';
import type { Context } from './context.ts';
import type { Loss } from './plan.ts';
import { makesAnew } from './recipes/recipes.ts';

/** What the plan would destroy, in the order of the changes: rows, values, and where sequences stand. */
export function lossesOf(context: Context): readonly Loss[] {
  return context.changes.flatMap((change): readonly Loss[] => {
    if (change.type === 'drop') return dropped(change);
    if (change.type !== 'alter') return [];
    const { previous, next } = change;
    if (next.kind === 'column' && previous.kind === 'column' && makesAnew(change, context)) {
      // The values of a generated column can be computed again.
      return previous.value.value.kind === 'generated'
        ? []
        : [columnLoss(previous.owner, previous.value.name, previous.id)];
    }
    return [];
  });
}

function dropped(change: Extract<Change, { type: 'drop' }>): readonly Loss[] {
  const { previous } = change;
  switch (previous.kind) {
    case 'table':
    case 'sequence':
      return [
        { kind: previous.kind, name: dotted(previous.value.schema, previous.value.name), id: previous.id },
      ];
    case 'column':
      return previous.value.value.kind === 'generated'
        ? []
        : [columnLoss(previous.owner, previous.value.name, previous.id)];
    default:
      return [];
  }
}

function columnLoss(
  owner: { readonly schema: string; readonly name: string },
  name: string,
  id: Loss['id'],
): Loss {
  return { kind: 'column', name: dotted(owner.schema, owner.name, name), id };
}
