import type pg from 'pg';
import { dotted } from '../../model/id.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Entry } from './entry.ts';
import { asValueOf, type LiveColumn, liveColumns } from './live-columns.ts';
import { countOf, isOfRows, type Outcome, type Piece, piecesOf, putInHalves, together } from './pieces.ts';
import { advance, ownedSequences } from './sequences.ts';
import { inTransaction } from './transaction.ts';
import { silenceOf } from './triggers.ts';
import type { AtticWork } from './work.ts';

/**
 * Puts the rows of a table that was moved back into the one of its name, in transactions of some rows each, which take them out of the
 * attic as they put them in.
 *
 * @returns why rows stay, if the server or we refused some
 */
export async function putRows(work: AtticWork, entry: Entry, into: QualifiedName): Promise<Outcome> {
  const { client } = work;
  const kept = entry.keptAs;
  if (kept === undefined) return { moved: 0 };
  await advanceOwned(client, entry, into);
  const [from, to] = [await liveColumns(client, kept), await liveColumns(client, into)];
  const missing = from.filter(({ name }) => !to.some((column) => column.name === name));
  if (missing.length > 0)
    return {
      moved: 0,
      reason: `${dotted(into.schema, into.name)} has no column ${missing.map(({ name }) => name).join(', ')}`,
    };
  const columns = from.flatMap((column) => {
    const target = to.find(({ name }) => name === column.name);
    return target === undefined || target.generated ? [] : [{ column, target }];
  });
  const keys = await foreignKeysOf(client, into, from);
  const put = putter(work, kept, into, columns, keys);
  const walk = async () => {
    const pass: Outcome[] = [];
    for (const piece of await piecesOf(client, kept)) pass.push(await putInHalves(work, kept, piece, put));
    return together(pass);
  };
  let outcome = await walk();
  if (!keys.some(({ own }) => own)) return outcome;
  // Rows that refer to rows of the same table: all at once where they are few, else generation by generation.
  const others = keys.filter(({ own }) => !own);
  outcome = together([await atOnce(work, kept, putter(work, kept, into, columns, others)), outcome]);
  for (;;) {
    const pass = await walk();
    outcome = together([pass, outcome]);
    if (pass.moved === 0) return { ...pass, moved: outcome.moved };
  }
}

/** As many rows as one transaction may put back. */
const fewRows = 100_000;

async function atOnce(
  work: AtticWork,
  kept: QualifiedName,
  put: (piece: Piece) => Promise<number>,
): Promise<Outcome> {
  const left = await countOf(work.client, kept);
  if (left === 0 || left > fewRows) return { moved: 0 };
  try {
    return { moved: await work.tryAgain(() => put('true')) };
  } catch (error) {
    if (isOfRows(error)) return { moved: 0 };
    throw error;
  }
}

type Columns = readonly { readonly column: LiveColumn; readonly target: LiveColumn }[];

function putter(
  { client }: AtticWork,
  kept: QualifiedName,
  into: QualifiedName,
  columns: Columns,
  keys: readonly ForeignKey[],
): (piece: Piece) => Promise<number> {
  const names = columns.map(({ column }) => quoteName(column.name));
  const values = columns.map(({ column, target }) =>
    asValueOf(`moved.${quoteName(column.name)}`, column, target),
  );
  return (piece) =>
    inTransaction(client, async () => {
      const silence = await silenceOf(client, into, 'insert');
      if (silence !== undefined) await client.query(silence.before);
      const { rowCount } = await client.query(
        `WITH moved AS (DELETE FROM ${fullName(kept)} AS kept WHERE ${[piece, ...keys.map(({ holds }) => holds)].join('\n  AND ')}
  RETURNING *)
INSERT INTO ${fullName(into)} (${names.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} FROM moved`,
      );
      if (silence !== undefined) await client.query(silence.after);
      return rowCount ?? 0;
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

type ForeignKey = {
  /** Whether the table refers to itself. */
  readonly own: boolean;
  /** Whether a row under the name `kept` has what it refers to, as a condition. */
  readonly holds: string;
};

/** The foreign keys of a table: a row without what it refers to is not tried, as many may wait for another table. */
export async function foreignKeysOf(
  client: pg.Client,
  into: QualifiedName,
  kept: readonly LiveColumn[],
): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<{
    own: boolean;
    schema: string;
    table: string;
    columns: readonly { name: string; refers: string; type: string }[];
  }>(
    `SELECT conrelid = confrelid AS own, nspname AS schema, relname AS table,
  (SELECT json_agg(json_build_object('name', here.attname, 'refers', there.attname, 'type', format_type(there.atttypid, there.atttypmod)))
    FROM unnest(conkey, confkey) AS pair (here_number, there_number)
    JOIN pg_attribute AS here ON here.attrelid = conrelid AND here.attnum = here_number
    JOIN pg_attribute AS there ON there.attrelid = confrelid AND there.attnum = there_number) AS columns
FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE contype = 'f' AND conrelid = to_regclass($1)`,
    [fullName(into)],
  );
  return rows.map(({ own, schema, table, columns }) => {
    const value = (name: string) => `kept.${quoteName(name)}`;
    const typed = ({ name, type }: { name: string; type: string }) => {
      const column = kept.find((candidate) => candidate.name === name);
      return column?.type === 'text' && type !== 'text' ? `${value(name)}::${type}` : value(name);
    };
    const free = columns.map(({ name }) => `${value(name)} IS NULL`);
    const itself = own
      ? [columns.map(({ name, refers }) => `${value(name)} = ${value(refers)}`).join(' AND ')]
      : [];
    const matches = columns.map((column) => `there.${quoteName(column.refers)} = ${typed(column)}`);
    const exists = `EXISTS (SELECT FROM ${fullName({ schema, name: table })} AS there WHERE ${matches.join(' AND ')})`;
    return { own, holds: `(${[...free, ...itself.map((same) => `(${same})`), exists].join(' OR ')})` };
  });
}
