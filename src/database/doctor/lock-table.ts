import { objectsOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { Table } from '../../model/schema-object.ts';
import type { Finding } from '../../output/doctor/finding.ts';
import type { Check } from './facts.ts';

/** All sessions share this many locks. */
const query = `
SELECT current_setting('max_locks_per_transaction')::integer
  * (current_setting('max_connections')::integer + current_setting('max_prepared_transactions')::integer) AS room`;

/** The transaction that makes all tables of the project at once has the most locks: one for everything that it makes. */
export const checkLockTable: Check = async ({ client }, { project }) => {
  if (project === undefined) return [];
  const { rows } = await client.query<{ room: number }>(query);
  return lockTableFindings(rows[0]?.room ?? 0, locksOf(project.head));
};

export function lockTableFindings(room: number, needed: number): readonly Finding[] {
  if (needed * 2 <= room) return [];
  return [
    {
      status: needed > room ? 'problem' : 'warning',
      title: `room for about ${room} locks, and a release may take ${needed} at once`,
      help: 'Raise max_locks_per_transaction on the server, and start it again; else a run may end with "out of shared memory".',
    },
  ];
}

/** How many locks it takes to make a whole schema in one transaction. */
export function locksOf(model: Model): number {
  return objectsOf(model, 'table').reduce((count, table) => count + locksOfTable(table), model.objects.size);
}

/** Its indexes and sequences, and its TOAST table with the index of that. */
function locksOfTable({ primaryKey, uniques, exclusions, indexes, columns }: Table): number {
  const own = columns.filter(({ value }) => value.kind === 'serial' || value.kind === 'identity').length;
  return (primaryKey === undefined ? 2 : 3) + uniques.length + exclusions.length + indexes.length + own;
}
