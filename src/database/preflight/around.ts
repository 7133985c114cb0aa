import type { Finding } from '../../output/doctor/finding.ts';
import type { PreflightFinding, PreflightKind } from '../../output/preflight/finding.ts';
import { plural } from '../../output/words.ts';
import { textArray } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import {
  type ExtensionRow,
  extensionsQuery,
  missingExtensions,
  outdatedExtensions,
} from '../doctor/extensions.ts';
import type { Limits } from '../doctor/facts.ts';
import { type OwnershipRow, ownershipFindings, ownershipQuery } from '../doctor/ownership.ts';
import { type PreparedRow, preparedFindings, preparedQuery } from '../doctor/prepared.ts';
import { type RightsRow, rightsFindings, rightsQuery } from '../doctor/rights.ts';
import { longTransactions, type SessionRow, sessionsQuery } from '../doctor/transactions.ts';
import { list, shownName, shownRole, verb } from '../doctor/words.ts';
import { nameKey } from './forecast.ts';
import type { Created, Surroundings } from './surroundings.ts';

/** A query and what its rows mean; the queries go to the server in one message. */
type Question = {
  readonly sql: string;
  readonly findings: (rows: readonly unknown[]) => readonly PreflightFinding[];
};

/** What plans want of the target besides its rows, as queries; none where they want nothing. */
export function questionsAround(wanted: Surroundings, limits: Limits): readonly Question[] {
  const { touched, referenced, creates, extensions, schemas } = wanted;
  return [
    question<RightsRow>(rightsQuery(schemas), ([row]) =>
      row === undefined ? [] : rightsFindings(row).flatMap((finding) => found('rights', finding)),
    ),
    ...(touched.length === 0
      ? []
      : [
          question<OwnershipRow>(ownershipQuery(touched), (rows) => [
            ...(wanted.complete ? missing(touched, rows) : []),
            ...ownershipFindings(rows).flatMap((finding) => found('rights', finding)),
          ]),
          question<SessionRow>(sessionsQuery, (rows) =>
            longTransactions(rows.filter(inTheWayOf(wanted)), limits).flatMap((finding) =>
              found('transaction', finding),
            ),
          ),
          question<PreparedRow>(preparedQuery, (rows) =>
            preparedFindings(rows).flatMap((finding) => found('transaction', finding)),
          ),
        ]),
    ...(referenced.length === 0 ? [] : [question<QualifiedName>(referencesQuery(referenced), mayNotRefer)]),
    ...(creates.length === 0 ? [] : [question<PresentRow>(presentQuery(creates), inTheWay)]),
    ...(extensions.length === 0
      ? []
      : [
          question<ExtensionRow>(extensionsQuery(extensions), (rows) =>
            [...missingExtensions(rows), ...outdatedExtensions(rows)].flatMap((finding) =>
              found('extension', finding),
            ),
          ),
        ]),
  ];
}

/** The rows of a query are of its own type: the only place that says so. */
function question<Row>(
  sql: string,
  findings: (rows: readonly Row[]) => readonly PreflightFinding[],
): Question {
  return { sql, findings: (rows) => findings(rows as readonly Row[]) };
}

/** What `doctor` says of the whole target is said here of what the plans need. */
function found(kind: PreflightKind, { status, title, detail, help }: Finding): readonly PreflightFinding[] {
  if (status === 'ok') return [];
  return [
    {
      kind,
      severity: status === 'problem' ? 'error' : 'warning',
      message: title,
      samples: [],
      detail: detail ?? [],
      help: help ?? '',
    },
  ];
}

/** A step that waits for old snapshots waits for everybody. */
function inTheWayOf({ touched, waitsForAll }: Surroundings): (row: SessionRow) => boolean {
  const names = new Set(touched.map(nameKey));
  return ({ locks }) => waitsForAll || locks.some(([schema, name]) => names.has(nameKey({ schema, name })));
}

function missing(
  touched: readonly QualifiedName[],
  rows: readonly OwnershipRow[],
): readonly PreflightFinding[] {
  const present = new Set(rows.map(nameKey));
  const gone = touched.filter((name) => !present.has(nameKey(name)));
  if (gone.length === 0) return [];
  const names = gone.map(({ schema, name }) => shownName(schema, name));
  return [
    {
      kind: 'missing',
      severity: 'error',
      message: `${list(names)} ${verb(gone.length, 'is', 'are')} to be changed, and not there`,
      ...{ samples: [], detail: [] },
      help: 'Somebody dropped or renamed what a release made. learnr-schema verify says all that differs.',
    },
  ];
}

function referencesQuery(names: readonly QualifiedName[]): string {
  return `
SELECT nspname AS schema, relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p') AND NOT has_table_privilege(pg_class.oid, 'REFERENCES')
  AND (nspname, relname) IN (SELECT * FROM ${unnest(names)})
ORDER BY 1, 2`;
}

function mayNotRefer(rows: readonly QualifiedName[]): readonly PreflightFinding[] {
  if (rows.length === 0) return [];
  const names = rows.map(({ schema, name }) => shownName(schema, name));
  return [
    {
      kind: 'rights',
      severity: 'error',
      message: `foreign keys may not refer to ${list(names)}`,
      ...{ samples: [], detail: [] },
      help: `As the owner: GRANT REFERENCES ON ${list(names)} TO the role that applies releases;`,
    },
  ];
}

type PresentRow = QualifiedName & { readonly kind: string };

const relationWords = `CASE relkind WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view'
  WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END`;

/** Of each kind, what is there already of those names. */
const presentQueries: Readonly<Record<Created['kind'], (names: readonly Created[]) => string>> = {
  relation: (names) => `
SELECT ${relationWords} AS kind, nspname AS schema, relname AS name
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE (nspname, relname) IN (SELECT * FROM ${unnest(names)})`,
  type: (names) => `
SELECT 'type' AS kind, nspname AS schema, typname AS name
FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace
WHERE typcategory <> 'A' AND typrelid = 0 AND (nspname, typname) IN (SELECT * FROM ${unnest(names)})`,
  schema: (names) => `
SELECT 'schema' AS kind, '' AS schema, nspname AS name FROM pg_namespace
WHERE nspname = ANY (${textArray(names.map(({ name }) => name))})`,
  extension: (names) => `
SELECT 'extension' AS kind, '' AS schema, extname AS name FROM pg_extension
WHERE extname = ANY (${textArray(names.map(({ name }) => name))})`,
  routine: (names) => `
SELECT CASE prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind, nspname AS schema, proname AS name
FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
WHERE proname = ANY (${textArray(names.map(({ name }) => name))})
  AND (nspname, proname, oidvectortypes(proargtypes)) IN (
    SELECT * FROM unnest(${textArray(names.map(({ schema }) => schema))}, ${textArray(names.map(({ name }) => name))},
      ${textArray(names.map((each) => each.arguments ?? ''))}) AS wanted (schema, name, arguments))`,
};

function presentQuery(creates: readonly Created[]): string {
  const kinds = (Object.keys(presentQueries) as Created['kind'][]).flatMap((kind) => {
    const names = creates.filter((each) => each.kind === kind);
    return names.length === 0 ? [] : [presentQueries[kind](names)];
  });
  return `${kinds.join('\nUNION ')}\nORDER BY 1, 2, 3`;
}

function inTheWay(rows: readonly PresentRow[]): readonly PreflightFinding[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = rows.map(
    ({ kind, schema, name }) => `${kind} ${schema === '' ? shownRole(name) : shownName(schema, name)}`,
  );
  const one = rows.length === 1;
  return [
    {
      kind: 'in-the-way',
      severity: 'error',
      ...(one ? { what: names[0] as string } : {}),
      message: one
        ? `${names[0]} is there already, and no release has made it`
        : `${plural(rows.length, 'thing')} that are to be made are there already, and no release has made them`,
      samples: [],
      detail: one ? [] : [list(names)],
      help: 'Rename or drop what is in the way. Where it is what a release makes, take it over: learnr-schema adopt.',
    },
  ];
}

function unnest(names: readonly QualifiedName[]): string {
  return `unnest(${textArray(names.map(({ schema }) => schema))}, ${textArray(names.map(({ name }) => name))})`;
}
