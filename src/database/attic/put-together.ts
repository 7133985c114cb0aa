import { InternalError } from '../../diagnostic/diagnostic.ts';
import { fullName } from '../../sql/name.ts';
import type { Filling } from './filling.ts';
import { countOf, isOfRows, type Outcome } from './pieces.ts';
import { inTransaction } from './transaction.ts';
import { silenceOf } from './triggers.ts';
import type { AtticWork } from './work.ts';

/** As many rows as one transaction may put back. */
const fewRows = 100_000;

/**
 * Puts back rows that refer to each other, in one statement, since foreign keys are checked at its end: all those of some tables that
 * have what they refer to among themselves or in the database. Where the server refuses one of them, or where they are too many, none.
 */
export async function putTogether(work: AtticWork, fillings: readonly Filling[]): Promise<Outcome> {
  const { client, tryAgain } = work;
  let left = 0;
  for (const { kept } of fillings) left += await countOf(client, kept);
  if (left === 0 || left > fewRows) return { moved: 0 };
  work.checkpoint();
  try {
    return { moved: await tryAgain(() => inTransaction(client, () => puttingTogether(work, fillings))) };
  } catch (error) {
    if (isOfRows(error)) return { moved: 0 };
    throw error;
  }
}

async function puttingTogether({ client }: AtticWork, fillings: readonly Filling[]): Promise<number> {
  const candidates = fillings.map((filling) => ({
    ...filling,
    table: fullName({ ...filling.kept, name: `${filling.kept.name}_fit` }),
  }));
  for (const { kept, table } of candidates)
    await client.query(
      `CREATE TABLE ${table} AS SELECT ctid AS learnr_schema_place, * FROM ${fullName(kept)}`,
    );
  // Whoever lacks what it refers to is none, and then nobody is who refers to it.
  for (let gone = -1; gone !== 0; ) {
    gone = 0;
    for (const { table, foreignKeys } of candidates) {
      const holds = foreignKeys.map((key) =>
        key.holds(
          candidates.filter(({ into }) => fullName(into) === fullName(key.to)).map((other) => other.table),
        ),
      );
      if (holds.length === 0) continue;
      const { rowCount } = await client.query(
        `DELETE FROM ${table} AS kept WHERE (${holds.join('\n  AND ')}) IS NOT TRUE`,
      );
      gone += rowCount ?? 0;
    }
  }
  const silences = [];
  for (const { into } of candidates) silences.push(await silenceOf(client, into, 'insert'));
  for (const silence of silences) if (silence !== undefined) await client.query(silence.before);
  const taken = candidates.map(
    ({ kept, table }, index) =>
      `taken_${index} AS (DELETE FROM ${fullName(kept)} AS kept USING ${table} AS moved WHERE kept.ctid = moved.learnr_schema_place RETURNING 1)`,
  );
  const placed = candidates.map(
    ({ into, table, columns, values }, index) =>
      `placed_${index} AS (INSERT INTO ${fullName(into)} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM ${table} AS moved RETURNING 1)`,
  );
  const count = (names: string) =>
    candidates.map((_, index) => `(SELECT count(*) FROM ${names}_${index})`).join(' + ');
  const { rows } = await client.query<{ taken: string; placed: string }>(
    `WITH ${[...taken, ...placed].join(',\n')}
SELECT ${count('taken')} AS taken, ${count('placed')} AS placed`,
  );
  const moved = rows[0];
  if (moved === undefined || moved.taken !== moved.placed)
    throw new InternalError(`${moved?.taken} rows were taken from the attic, and ${moved?.placed} put back`);
  for (const silence of silences) if (silence !== undefined) await client.query(silence.after);
  for (const { table } of candidates) await client.query(`DROP TABLE ${table}`);
  return Number(moved.placed);
}
