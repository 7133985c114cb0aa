import type pg from 'pg';
import { InternalError } from '../../diagnostic/diagnostic.ts';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Entry } from './entry.ts';
import { type Filling, fillingOf } from './filling.ts';
import { type Outcome, type Piece, piecesOf, putInHalves, together } from './pieces.ts';
import { putTogether } from './put-together.ts';
import { advance, ownedSequences } from './sequences.ts';
import { byKey, inTransaction } from './transaction.ts';
import { silenceOf } from './triggers.ts';
import type { AtticWork } from './work.ts';

/**
 * Puts the rows of a table that was moved back into the one of its name, in transactions of some rows each, which take them out of the
 * attic as they put them in. Rows without what they refer to are not tried, as many may wait for another table.
 *
 * @returns why rows stay, if the server or we refused some
 */
export async function putRows(work: AtticWork, entry: Entry, into: QualifiedName): Promise<Outcome> {
  const { client } = work;
  if (entry.keptAs === undefined) return { moved: 0 };
  await advanceOwned(client, entry, into);
  const filling = await fillingOf(client, entry.keptAs, into);
  if (typeof filling === 'string') return { moved: 0, reason: filling };
  const refersToItself = filling.foreignKeys.some(({ own }) => own);
  const outcomes: Outcome[] = [];
  for (;;) {
    const pass = await walk(work, filling);
    // Rows that refer to rows of the same table: at once where they are few, else generation by generation.
    const joint = refersToItself ? await putTogether(work, [filling]) : { moved: 0 };
    outcomes.unshift(pass, joint);
    if (!refersToItself || pass.moved + joint.moved === 0) return together(outcomes);
  }
}

async function walk(work: AtticWork, filling: Filling): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const piece of await piecesOf(work.client, filling.kept))
    outcomes.push(await putInHalves(work, filling.kept, piece, (part) => put(work, filling, part)));
  return together(outcomes);
}

function put(
  { client }: AtticWork,
  { kept, into, columns, values, foreignKeys }: Filling,
  piece: Piece,
): Promise<number> {
  const condition = [piece, ...foreignKeys.map(({ holds }) => holds([]))].join('\n  AND ');
  return inTransaction(client, async () => {
    await client.query(byKey);
    const silence = await silenceOf(client, into, 'insert');
    if (silence !== undefined) await client.query(silence.before);
    const { rows } = await client.query<{ taken: string; placed: string }>(
      `WITH moved AS (DELETE FROM ${fullName(kept)} AS kept WHERE ${condition}
  RETURNING *),
placed AS (INSERT INTO ${fullName(into)} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM moved RETURNING 1)
SELECT (SELECT count(*) FROM moved) AS taken, (SELECT count(*) FROM placed) AS placed`,
    );
    const { taken, placed } = rows[0] ?? {};
    if (taken !== placed)
      throw new InternalError(`${taken} rows were taken from ${kept.name}, and ${placed} put back`);
    if (silence !== undefined) await client.query(silence.after);
    return Number(placed);
  });
}

async function advanceOwned(client: pg.Client, { detail }: Entry, into: QualifiedName): Promise<void> {
  const positions = detail.sequences ?? {};
  if (Object.keys(positions).length === 0) return;
  for (const { name, column } of await ownedSequences(client, into)) {
    const position = positions[column];
    if (position !== undefined) await advance(client, name, position);
  }
}
