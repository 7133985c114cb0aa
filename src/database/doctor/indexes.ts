import { objectsOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { Finding } from '../../output/doctor/finding.ts';
import { plural } from '../../output/words.ts';
import type { Check, Facts } from './facts.ts';
import { firstLines, shownName } from './words.ts';

type Row = {
  readonly schema: string;
  readonly name: string;
  readonly tableSchema: string;
  readonly table: string;
  readonly unique: boolean;
  /** Of a partitioned table: it lacks that of a partition. */
  readonly partitioned: boolean;
  /** Somebody is at it now. */
  readonly building: boolean;
};

const query = `
SELECT own.nspname AS schema, this.relname AS name, of.nspname AS "tableSchema", on_table.relname AS "table",
  indisunique AS unique, this.relkind = 'I' AS partitioned,
  EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = indexrelid) AS building
FROM pg_index
JOIN pg_class AS this ON this.oid = indexrelid JOIN pg_namespace AS own ON own.oid = this.relnamespace
JOIN pg_class AS on_table ON on_table.oid = indrelid JOIN pg_namespace AS of ON of.oid = on_table.relnamespace
WHERE NOT (indisvalid AND indisready AND indislive) AND own.nspname !~ '^(pg_|information_schema$)'
ORDER BY 1, 2`;

/** What an interrupted CREATE INDEX CONCURRENTLY leaves: kept up to date by every write, and used by no query. */
export const checkIndexes: Check = async ({ client }, facts) => {
  const { rows } = await client.query<Row>(query);
  return indexFindings(rows, facts);
};

export function indexFindings(
  rows: readonly Row[],
  { project, journal }: Pick<Facts, 'project' | 'journal'>,
): readonly Finding[] {
  if (rows.length === 0) return [{ status: 'ok', title: 'no index is INVALID' }];
  const building = rows.filter((row) => row.building);
  const broken = rows.filter((row) => !row.building);
  const wanted = project === undefined ? new Set() : indexNames(project.head);
  const ours = broken.filter(({ schema, name }) => wanted.has(key(schema, name)));
  const others = broken.filter((row) => !ours.includes(row));
  const unfinished = journal.kind === 'found' && journal.journal.unfinished?.direction === 'forward';
  return [
    ...(building.length === 0
      ? []
      : [
          {
            status: 'ok',
            title: `${plural(building.length, 'index', 'indexes')} being built now`,
            detail: lines(building),
          } as const,
        ]),
    ...(ours.length === 0
      ? []
      : [
          {
            status: 'problem',
            title: `${plural(ours.length, 'index', 'indexes')} of the project ${are(ours)} INVALID: no query uses ${them(ours)}`,
            detail: lines(ours),
            help: unfinished
              ? 'learnr-schema apply drops what its interrupted run has left, and builds it anew.'
              : `Build ${ours.length === 1 ? 'it' : 'each'} anew: REINDEX INDEX CONCURRENTLY ${shown(ours)};`,
          } as const,
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            status: 'warning',
            title: `${plural(others.length, 'index', 'indexes')} that the project does not have ${are(others)} INVALID: no query uses ${them(others)}`,
            detail: lines(others),
            help: unfinished
              ? 'Run learnr-schema apply first, which drops what it has left itself; then drop what stays with DROP INDEX CONCURRENTLY.'
              : `Drop ${others.length === 1 ? 'it' : 'each'}: DROP INDEX CONCURRENTLY ${shown(others)};`,
          } as const,
        ]),
  ];
}

/** Every index has the name of what it was made for. */
function indexNames(model: Model): ReadonlySet<string> {
  const names = objectsOf(model, 'table').flatMap(({ schema, primaryKey, uniques, exclusions, indexes }) =>
    [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques, ...exclusions, ...indexes].map(
      ({ name }) => key(schema, name),
    ),
  );
  const ofViews = objectsOf(model, 'materialized_view').flatMap(({ schema, indexes }) =>
    indexes.map(({ name }) => key(schema, name)),
  );
  return new Set([...names, ...ofViews]);
}

function key(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

function lines(rows: readonly Row[]): readonly string[] {
  return firstLines(
    rows.map((row) => {
      const kind = `${row.unique ? ', unique' : ''}${row.partitioned ? ', lacks that of a partition' : ''}`;
      return `${shownName(row.schema, row.name)} on ${shownName(row.tableSchema, row.table)}${kind}`;
    }),
  );
}

function shown([first]: readonly Row[]): string {
  return first === undefined ? '' : shownName(first.schema, first.name);
}

function are({ length }: readonly Row[]): string {
  return length === 1 ? 'is' : 'are';
}

function them({ length }: readonly Row[]): string {
  return length === 1 ? 'it' : 'them';
}
