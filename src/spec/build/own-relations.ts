import { defaultSequenceName } from '../../model/default-names.ts';
import type { ObjectDocument } from '../document.ts';
import type { Path } from '../yaml/node.ts';

type OwnRelation = { readonly name: string; readonly path: Path };

/** Every index of a table or materialized view; of constraints with equal names, which are reported already, the first. */
export function* indexesOf({ draft }: ObjectDocument): Iterable<OwnRelation> {
  if (draft?.kind === 'materialized_view') {
    for (const { name } of draft.indexes) yield { name, path: ['indexes', name] };
  }
  if (draft?.kind !== 'table') return;
  const constraints = [...draft.primaryKeys.slice(0, 1), ...draft.uniques, ...draft.exclusions];
  const seen = new Set<string>();
  for (const { value, path } of constraints) {
    if (seen.has(value.name)) continue;
    seen.add(value.name);
    yield { name: value.name, path };
  }
  for (const { value, path } of draft.indexes) yield { name: value.name, path };
}

/** The sequences that PostgreSQL makes for the serial and identity columns of a table, at the places of these. */
export function* ownSequencesOf({ draft }: ObjectDocument): Iterable<OwnRelation> {
  if (draft?.kind !== 'table') return;
  for (const { name, value } of draft.columns) {
    if (value.kind === 'serial' || value.kind === 'identity')
      yield { name: defaultSequenceName(draft.name, name), path: ['columns', name] };
  }
}
