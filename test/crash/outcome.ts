import type pg from 'pg';
import { catalogOf } from '../support/catalog.ts';
import { type Rows, rowsOf } from '../support/rows.ts';

/** Where a run has left a database, as far as it must not depend on whether the run was interrupted. */
export type Outcome = {
  readonly catalog: readonly string[];
  readonly rows: Rows;
  readonly journal: readonly string[];
};

export async function outcomeOf(client: pg.Client): Promise<Outcome> {
  const catalog = (await catalogOf(client)).map(withoutNumbers).sort();
  const rows = new Map(
    [...(await rowsOf(client))].map(([table, of]) => [withoutNumbers(table), of] as const),
  );
  return { catalog, rows, journal: await journalOf(client) };
}

/** What is kept in the attic is called after a number of its own, and an interrupted run uses up more of them. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/\bk\d+_/g, 'k_');
}

/** Runs with their steps, releases, and what the attic has. How often a step was tried, and which numbers runs have, interruptions may change. */
async function journalOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT line FROM (
      SELECT 1 AS part, row_number() OVER (ORDER BY id) AS position, format('run %s %s of %s steps, %s: %s', release, direction, steps,
        CASE WHEN finished_at IS NULL THEN 'unfinished' ELSE 'finished' END,
        (SELECT string_agg(format('%s %s %s', number, state, hash), ', ' ORDER BY number) FROM learnr_schema.step WHERE run = run.id)
      ) AS line FROM learnr_schema.run
      UNION ALL
      SELECT 2, number, format('release %s %s %s', number, slug, checksum) FROM learnr_schema.release
      UNION ALL
      SELECT 3, row_number() OVER (ORDER BY release, direction, step, element), format('%s %s %s of step %s of %s %s, %s rows, %s left, %s',
        state, kind, element, step, release, direction, rows_kept, rows_left, regexp_replace(kept_as, '^k\\d+_', 'k_'))
      FROM learnr_schema.attic
    ) AS lines ORDER BY part, position`);
  return rows.map(({ line }) => line);
}

/** `public.t.c` of columns whose values differ between two runs that were not disturbed, such as times. */
export function volatileColumns(one: Rows, other: Rows): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [table, rows] of one) {
    for (const column of Object.keys(rows[0] ?? {})) {
      const values = (of: Rows) => JSON.stringify((of.get(table) ?? []).map((row) => row[column]).sort());
      if (values(one) !== values(other)) found.add(`${table}.${column}`);
    }
  }
  return found;
}

/** The rows as text, with nothing of a volatile column but whether there is a value. */
export function comparable(rows: Rows, volatile: ReadonlySet<string>): readonly string[] {
  const lines = [...rows].flatMap(([table, ofTable]) =>
    ofTable.map((row) => {
      const cells = Object.entries(row).map(
        ([column, value]) => [column, volatile.has(`${table}.${column}`) ? value !== null : value] as const,
      );
      // The order of columns is none of the schema.
      cells.sort(([a], [b]) => (a < b ? -1 : 1));
      return `${table} ${JSON.stringify(cells)}`;
    }),
  );
  // All of them: tables stand in the order of names, and what the attic calls them has numbers.
  return lines.sort();
}

/** What one list has more than the other, for a message. */
export function difference(found: readonly string[], expected: readonly string[]): string {
  const more = (a: readonly string[], b: readonly string[], sign: string) =>
    a.filter((line) => !b.includes(line)).map((line) => `${sign} ${line}`);
  const lines = [...more(expected, found, '-'), ...more(found, expected, '+')];
  return lines.length === 0 ? `${found.length} lines instead of ${expected.length}` : lines.join('\n');
}
