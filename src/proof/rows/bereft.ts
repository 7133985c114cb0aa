import type { ClientBase } from 'pg';
import type { Pair } from '../../diff/pair.ts';
import { idOf, objectId, objectsOf } from '../../model/element.ts';
import { dotted } from '../../model/id.ts';
import type { ForeignKey, Table } from '../../model/schema-object.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import { type Counterpart, counterpartOf } from './counterparts.ts';
import { isServerWords } from './insert.ts';
import type { RowProblem } from './verdict.ts';

/**
 * Takes away rows that a foreign key of the next model would refuse because what they refer to was refused before: that says nothing of the
 * plan.
 *
 * @param client outside of a transaction, in a database that is as the previous model says
 * @returns what was taken away
 */
export async function removeBereft(client: ClientBase, pair: Pair): Promise<readonly RowProblem[]> {
  const deletions = deletionsOf(pair);
  const left = new Set<Deletion>();
  await client.query('BEGIN; SET LOCAL search_path = public');
  // What is taken away may have been referred to itself.
  for (let again = true; again; ) {
    again = false;
    for (const deletion of deletions) {
      if (!(await deletes(client, deletion))) continue;
      again = true;
      left.add(deletion);
    }
  }
  await client.query('COMMIT');
  return [...left].map(({ problem }) => problem);
}

type Deletion = { readonly sql: string; readonly problem: RowProblem };

/** Whether there was anything to delete, and the server did it. */
async function deletes(client: ClientBase, { sql }: Deletion): Promise<boolean> {
  try {
    await client.query('SAVEPOINT one');
    const { rowCount } = await client.query(sql);
    await client.query('RELEASE SAVEPOINT one');
    return rowCount !== null && rowCount > 0;
  } catch (error) {
    if (!isServerWords(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one');
    return false;
  }
}

type Known = Counterpart & { readonly previous: Table };

/** Of each foreign key of the next model between tables and columns that are there before. */
function deletionsOf(pair: Pair): readonly Deletion[] {
  const known = objectsOf(pair.previous, 'table').flatMap((previous): readonly Known[] => {
    const found = counterpartOf(previous, pair);
    return found === undefined ? [] : [{ previous, ...found }];
  });
  const byNext = new Map(known.map((table) => [objectId(table.next), table]));
  return known.flatMap((table) =>
    table.next.foreignKeys.flatMap((key) => {
      const { schema, table: name } = key.references;
      const target = byNext.get(idOf('table', [schema, name]));
      return target === undefined ? [] : deletionFor(key, table, target);
    }),
  );
}

function deletionFor(key: ForeignKey, from: Known, to: Known): readonly Deletion[] {
  const own = key.columns.map((name) => nameBefore(from, name));
  const referred = key.references.columns.map((name) => nameBefore(to, name));
  if ([...own, ...referred].includes(undefined)) return [];
  const pairs = own.map(
    (name, index) => [quoteName(name as string), quoteName(referred[index] as string)] as const,
  );
  // As text: one of them may get the type of the other only by the plan.
  const same = pairs.map(([ours, theirs]) => `target.${theirs}::text = referring.${ours}::text`);
  const present = pairs.map(([ours]) => `referring.${ours} IS NOT NULL`);
  return [
    {
      sql: `DELETE FROM ${fullName(from.previous)} AS referring WHERE ${present.join(' AND ')}
AND NOT EXISTS (SELECT FROM ${fullName(to.previous)} AS target WHERE ${same.join(' AND ')})`,
      problem: {
        table: dotted(from.previous.schema, from.previous.name),
        constraint: key.name,
        reason: 'rows are left out, since the server refuses what they refer to',
      },
    },
  ];
}

/** What a column of the next table is called in the previous one. */
function nameBefore({ columns }: Counterpart, name: string): string | undefined {
  return [...columns].find(([, column]) => column.name === name)?.[0];
}
