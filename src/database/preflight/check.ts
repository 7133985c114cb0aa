import type { Unchecked } from '../../output/preflight/finding.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { fromItem, keyArray, keyColumns, over, type Rows, rowColumn } from './rows.ts';

/** What rows are asked, and what an answer means. */
export type Subject =
  | { readonly kind: 'null' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'orphan'; readonly references: string }
  /** `domain`: it is one of the domain's, and not of the table's. */
  | { readonly kind: 'check'; readonly domain?: string }
  | { readonly kind: 'overlap' }
  | { readonly kind: 'cut'; readonly type: string; readonly silently: boolean }
  | { readonly kind: 'conversion'; readonly type: string }
  | { readonly kind: 'enum'; readonly type: string };

/** A question to the rows of one table as some step of a plan will find them: plain data, with its SQL. */
export type DataCheck = {
  /** Tells it from every other. */
  readonly id: string;
  readonly release?: string;
  /** `column public.users.email`, by the names that it has when the step runs. */
  readonly what: string;
  readonly subject: Subject;
  /** The table in the target. */
  readonly table: QualifiedName;
  /** The columns of its primary key there. */
  readonly key: readonly string[];
  /**
   * `count`: how many rows, or groups of rows, contradict; one more than is counted means more. Where it is absent, or the server refuses
   * a value on the way, it is only known that some value does not do.
   */
  readonly sql: {
    readonly count: string;
    /** Keys of some of them: `first`, and `last` where rows collide. */
    readonly sample?: string;
    /** `value` and `count`, where values are names of the schema and no secrets. */
    readonly values?: string;
  };
  /** Checks that must have found nothing, or what this one is asked has no meaning: those of values that it reads. */
  readonly after: readonly string[];
};

/** What a plan asks of rows, in the order of its steps. */
export type DataChecks = { readonly checks: readonly DataCheck[]; readonly unchecked: readonly Unchecked[] };

/** How much is counted and shown. */
export type Amounts = { readonly counted: number; readonly samples: number };

export type Questions = DataCheck['sql'];

/** The rows of which a condition is true. */
export function rowsWhere(rows: Rows, condition: string, { counted, samples }: Amounts): Questions {
  const found = `FROM ${fromItem(rows)} WHERE ${condition}`;
  return {
    count: `SELECT count(*)::integer AS count FROM (SELECT ${found} LIMIT ${counted + 1}) AS found`,
    ...(rows.key.length === 0
      ? {}
      : {
          sample: `SELECT ${keyArray(rows)} AS first ${found} ORDER BY ${keyColumns(rows).join(', ')} LIMIT ${samples}`,
        }),
  };
}

/** The same with the values of a column, which are names of the schema. */
export function rowsByValue(rows: Rows, column: string, condition: string, amounts: Amounts): Questions {
  return {
    ...rowsWhere(rows, condition, amounts),
    values: `SELECT value::text AS value, count(*)::integer AS count FROM (
  SELECT ${column} AS value FROM ${fromItem(rows)} WHERE ${condition} LIMIT ${amounts.counted + 1}
) AS found GROUP BY 1 ORDER BY 2 DESC, 1`,
  };
}

/**
 * The values that more than one row has.
 *
 * @param entries expressions over the rows
 * @param condition which rows count
 */
export function sharedBy(
  rows: Rows,
  entries: readonly string[],
  condition: string,
  { counted, samples }: Amounts,
): Questions {
  const names = entries.map((_, position) => `entry_${position + 1}`);
  const list = [
    ...entries.map((entry, position) => `${entry} AS ${names[position]}`),
    ...(rows.key.length === 0 ? [] : [`${keyArray(rows)} AS key`]),
  ];
  const groups = (what: string, limit: number) =>
    `SELECT ${what} FROM (SELECT ${list.join(', ')} FROM ${fromItem(rows)} WHERE ${condition}) AS entry
  GROUP BY ${names.join(', ')} HAVING count(*) > 1 LIMIT ${limit}`;
  return {
    count: `SELECT count(*)::integer AS count FROM (${groups('', counted + 1)}) AS found`,
    ...(rows.key.length === 0
      ? {}
      : {
          sample: `SELECT first, last FROM (${groups('min(key) AS first, max(key) AS last', samples)}) AS found ORDER BY char_length(first::text), first`,
        }),
  };
}

/**
 * Pairs of rows that exclude each other.
 *
 * @param conflict a condition over `one` and `other`
 */
export function pairsWhere(rows: Rows, conflict: string, { counted, samples }: Amounts): Questions {
  const [one, other] = [fromItem(over(rows, 'one')), fromItem(over(rows, 'other'))];
  const found = `FROM ${one} JOIN ${other} ON one.${rowColumn} < other.${rowColumn} AND ${conflict}`;
  return {
    count: `SELECT count(*)::integer AS count FROM (SELECT ${found} LIMIT ${counted + 1}) AS found`,
    ...(rows.key.length === 0
      ? {}
      : {
          sample: `SELECT ${keyArray(rows, 'one.')} AS first, ${keyArray(rows, 'other.')} AS last ${found} LIMIT ${samples}`,
        }),
  };
}

/** Only evaluates expressions, for what the server says of a value on the way. */
export function evaluated(rows: Rows, expressions: readonly string[], condition = 'true'): Questions {
  const counts = expressions.map((expression) => `count(${expression})`).join(' + ');
  return {
    count: `SELECT (0 * (${counts}))::integer AS count FROM ${fromItem(rows)} WHERE ${condition}`,
  };
}
