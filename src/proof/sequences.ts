import type { ClientBase } from 'pg';
import { objectsOf } from '../model/element.ts';
import { dotted } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { Column } from '../model/schema-object.ts';
import { fullName } from '../sql/name.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import { ownSequence } from './rows/index.ts';

/**
 * Columns whose own sequence would next give a value that is in the table already: a row would collide with one that the plan was to
 * keep.
 *
 * @param client of a database that is as the model says
 */
export async function sequencesBehind(client: ClientBase, model: Model): Promise<readonly string[]> {
  const questions = objectsOf(model, 'table').flatMap((table) =>
    table.columns.filter(drawsUpward).map((column) => {
      const name = dotted(table.schema, table.name, column.name);
      const [relation, own] = [fullName(table), quoteName(column.name)];
      return `SELECT ${quoteText(name)} AS column, max(${own})::numeric AS greatest, ${ownSequence(table, column.name)} AS sequence FROM ${relation}`;
    }),
  );
  if (questions.length === 0) return [];
  const { rows } = await client.query<{ column: string; greatest: string; next: string }>(
    `SELECT * FROM (
  SELECT asked.column, greatest, coalesce(pg_sequence_last_value(sequence) + seqincrement, seqstart) AS next
  FROM (${questions.join('\nUNION ALL ')}) AS asked JOIN pg_sequence ON seqrelid = sequence
) AS standing WHERE greatest >= next ORDER BY 1`,
  );
  return rows.map(
    ({ column, greatest, next }) =>
      `the sequence of column ${column} is behind: it gives ${next} next, and there is ${greatest}`,
  );
}

function drawsUpward({ value }: Column): boolean {
  if (value.kind === 'serial') return true;
  return value.kind === 'identity' && !(value.options.increment ?? '1').startsWith('-');
}
