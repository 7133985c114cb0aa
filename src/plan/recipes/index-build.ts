import type { Change } from '../../diff/change.ts';
import { type Owner, objectId } from '../../model/element.ts';
import type { Index } from '../../model/schema-object.ts';
import { type Draft, draft, type Resource, relationName } from '../draft.ts';

/** CREATE INDEX CONCURRENTLY on something that existed before the plan: readers and writers go on. */
export function buildConcurrently(
  owner: Pick<Owner, 'kind' | 'schema' | 'name'>,
  index: Index,
  cause: Change,
  needs: readonly Resource[],
  provides: readonly Resource[] = [],
): Draft {
  return draft({
    statement: {
      kind: 'create_index',
      table: { schema: owner.schema, name: owner.name },
      index,
      concurrently: true,
    },
    cause,
    rank: 'table',
    group: objectId(owner as Owner),
    timeouts: 'patient',
    boundary: { kind: 'outside' },
    needs,
    provides: [...provides, relationName(owner.schema, index.name)],
  });
}
