import type { Rename } from '../../diff/change.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { objectId } from '../../model/element.ts';
import type { Context } from '../context.ts';
import { type Draft, draft, relationName, renamedTo } from '../draft.ts';
import { drawsFromOwnSequence, sequenceNameNow } from './inner-names.ts';

/** The sequence behind a serial or identity column has the name that a table made today would give it. */
export function renameSequences(change: Rename<'table'>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  // Where only the schema is another, the renaming of a column is enough.
  if (previous.value.name === next.value.name) return [];
  return previous.value.columns.filter(drawsFromOwnSequence).flatMap((column) => {
    const name = context.to.column(previous.value, column.name);
    const stays = next.value.columns.some(
      (candidate) => candidate.name === name && drawsFromOwnSequence(candidate),
    );
    // The table moves into its next schema first, and takes the sequence along.
    const from = sequenceNameNow(previous.value, column.name, context);
    const to = defaultSequenceName(next.value.name, name);
    return stays && from !== to ? [renameSequence(change, next.value.schema, from, to)] : [];
  });
}

/** The step that gives a sequence behind a column its new name. @param cause what makes that necessary */
export function renameSequence(cause: Rename, schema: string, from: string, to: string): Draft {
  const owner = 'owner' in cause.next ? objectId(cause.next.owner) : cause.next.id;
  return draft({
    statement: { kind: 'rename', target: { kind: 'sequence', name: { schema, name: from } }, to },
    cause,
    rank: 'rename',
    group: owner,
    needs: [renamedTo(cause.next.id)],
    removes: [relationName(schema, from)],
    provides: [relationName(schema, to)],
    locks: [owner],
  });
}
