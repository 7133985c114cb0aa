import type pg from 'pg';
import { unreachable } from '../../diagnostic/diagnostic.ts';
import { fullName } from '../../sql/name.ts';
import { type Entry, setLeft } from './entry.ts';
import { countOf, type Outcome } from './pieces.ts';
import { putRows } from './put-rows.ts';
import { type Place, putValues } from './put-values.ts';
import { advance } from './sequences.ts';
import { inTransaction } from './transaction.ts';
import type { AtticWork } from './work.ts';

/** Where something of the attic goes back to: {@link Place} without a column for tables and sequences. */
export type Destination = Omit<Place, 'column'> & { readonly column?: string };

/** What came of it. */
export type PutBack = { readonly moved: number; readonly left: number; readonly reason?: string };

/** Puts back what fits of an entry, and writes down what stays; what is empty then goes. */
export async function putBack(work: AtticWork, entry: Entry, to: Destination): Promise<PutBack> {
  const outcome = await put(work, entry, to);
  const { client } = work;
  const kept = entry.keptAs;
  const left = kept === undefined ? (outcome.reason === undefined ? 0 : 1) : await countOf(client, kept);
  const reason = left === 0 ? undefined : (outcome.reason ?? reasons[entry.kind]);
  await inTransaction(client, async () => {
    await setLeft(client, entry, left, reason);
    if (left === 0 && kept !== undefined) await client.query(`DROP TABLE ${fullName(kept)}`);
  });
  return { moved: outcome.moved, left, ...(reason === undefined ? {} : { reason }) };
}

const reasons = {
  table: 'what the rows refer to is not there',
  column: 'their rows are gone, have got other values, or would violate a constraint',
  digits: 'their rows are gone or have got other values',
  sequence: 'there is no such sequence',
} as const;

function put(work: AtticWork, entry: Entry, to: Destination): Promise<Outcome> {
  const { kind } = entry;
  switch (kind) {
    case 'table':
      return putRows(work, entry, to.relation);
    case 'column':
    case 'digits':
      return putValues(work, entry, { ...to, column: to.column ?? entry.column ?? '' });
    case 'sequence':
      return putPosition(work.client, entry, to);
    default:
      return unreachable(kind);
  }
}

async function putPosition(
  client: pg.Client,
  { detail }: Entry,
  { relation }: Destination,
): Promise<Outcome> {
  if (detail.position !== undefined) await advance(client, relation, detail.position);
  return { moved: 1 };
}
