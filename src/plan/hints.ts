import { equal } from '../diff/equal.ts';
import { type Element, objectId, partsOf } from '../model/element.ts';
import { nameForPeople } from '../model/id.ts';
import type { Context } from './context.ts';
import type { RenameHint } from './plan.ts';

type Hinted = Element<'table' | 'column' | 'index' | 'view' | 'enum' | 'sequence'>;

/**
 * Dropped and added things of one kind and owner that are alike but for their names. A hint is given only where each of the two has a
 * single counterpart: several candidates are no rename that anybody could name.
 */
export function hintsOf(context: Context): readonly RenameHint[] {
  const dropped = context.changes.flatMap((change) =>
    change.type === 'drop' && isHinted(change.previous) ? [change.previous] : [],
  );
  if (dropped.length === 0) return [];
  const added = context.changes.flatMap((change) =>
    change.type === 'add' && isHinted(change.next) ? [change.next] : [],
  );
  const alike = (old: Hinted, fresh: Hinted) => looksRenamed(old, fresh, context);
  return dropped.flatMap((old) => {
    const candidates = added.filter((fresh) => alike(old, fresh));
    const [fresh] = candidates;
    if (fresh === undefined || candidates.length > 1) return [];
    if (dropped.filter((other) => alike(other, fresh)).length > 1) return [];
    return [
      {
        kind: old.kind,
        dropped: old.id,
        added: fresh.id,
        line: `renamed_from: ${nameForPeople(old.value.name)}`,
      },
    ];
  });
}

function isHinted(element: Element): element is Hinted {
  return ['table', 'column', 'index', 'view', 'enum', 'sequence'].includes(element.kind);
}

function looksRenamed(old: Hinted, fresh: Hinted, context: Context): boolean {
  if (old.kind !== fresh.kind) return false;
  if ('owner' in old && 'owner' in fresh) {
    if (context.to.id(objectId(old.owner)) !== objectId(fresh.owner)) return false;
  } else if ('schema' in old.value && 'schema' in fresh.value && old.value.schema !== fresh.value.schema) {
    return false;
  }
  if (old.kind === 'table' && fresh.kind === 'table') return columnShape(old) === columnShape(fresh);
  return equal({ ...old.value, name: '', comment: '' }, { ...fresh.value, name: '', comment: '' });
}

/** Names, types and order of the columns: enough to tell one table from another. */
function columnShape(table: Element<'table'>): string {
  const columns = partsOf(table.value).flatMap((part) =>
    part.kind === 'column' ? [[part.value.name, part.value.type]] : [],
  );
  return JSON.stringify(columns);
}
