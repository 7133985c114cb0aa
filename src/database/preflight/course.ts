import { type ElementKind, kindNames } from '../../model/element.ts';
import { dotted, type Id } from '../../model/id.ts';
import type { Unchecked } from '../../output/preflight/finding.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Amounts, DataCheck, Questions, Subject } from './check.ts';
import { type Forecast, rowsIn, type TableForecast } from './forecast.ts';
import type { Rows } from './rows.ts';

/** Plans that are followed step by step, and what that asks of the rows. */
export type Course = {
  readonly forecast: Forecast;
  /** Of the server. */
  readonly major: number;
  readonly amounts: Amounts;
  /** Columns and tables whose values come back while the plans run. */
  readonly returning: ReadonlySet<Id>;
  /** The one whose plan is followed. */
  release: string | undefined;
  /** The step has been run already. */
  done: boolean;
  readonly checks: DataCheck[];
  readonly unchecked: Unchecked[];
  /** Columns that existing rows get other values in. */
  readonly touched: Map<TableForecast, Set<string>>;
  /** Constraints and indexes that have been asked about, by {@link partKey}. */
  readonly asked: Set<string>;
  /** Enums of the target whose values change. */
  readonly changedEnums: Set<string>;
};

export function partKey({ schema, name }: QualifiedName, part: string): string {
  return `${schema}\0${name}\0${part}`;
}

/** `foreign key public.posts.posts_user_id_fkey` */
export function called(kind: ElementKind, ...names: readonly string[]): string {
  return `${kindNames[kind].singular} ${dotted(...names)}`;
}

export function partCalled(kind: ElementKind, { schema, name }: QualifiedName, part: string): string {
  return called(kind, schema, name, part);
}

/**
 * Asks the rows of a table something, if they can be known as far as the question reads them.
 *
 * @param reads names of columns
 * @returns the ids of the checks that speak of the same: none where there is nothing to ask
 */
export function ask(
  course: Course,
  table: TableForecast,
  what: string,
  subject: Subject,
  reads: readonly string[],
  questions: (rows: Rows) => Questions,
): readonly string[] {
  if (course.done || table.rows === 'none') return [];
  const doubt = doubtOfColumns(table, reads);
  const rows = rowsIn(table);
  if (rows === undefined || doubt !== undefined) {
    doubted(course, what, doubt ?? (table.rows as { readonly doubt: string }).doubt);
    return [];
  }
  const id = `${course.checks.length} ${subject.kind} ${what}`;
  course.checks.push({
    ...{ id, what, subject, key: rows.key, sql: questions(rows) },
    ...(course.release === undefined ? {} : { release: course.release }),
    table: table.origin ?? table.name,
    after: afterColumns(table, reads),
  });
  return [id];
}

/** Says that something cannot be known. */
export function doubted(course: Course, what: string, reason: string): void {
  if (course.done) return;
  const known = course.unchecked.some((other) => other.what === what && other.reason === reason);
  if (known) return;
  course.unchecked.push({
    ...(course.release === undefined ? {} : { release: course.release }),
    what,
    reason,
  });
}

/** Why the values of some columns cannot be known. */
export function doubtOfColumns({ columns }: TableForecast, names: readonly string[]): string | undefined {
  for (const name of names) {
    const certainty = columns.get(name)?.certainty;
    if (certainty === 'distinct') return `${name} is filled by a counter`;
    if (typeof certainty === 'object') return certainty.doubt;
  }
  return undefined;
}

/** The checks of the values that some columns are made of. */
export function afterColumns({ columns }: TableForecast, names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => columns.get(name)?.after ?? []))];
}

export function touch({ touched, done }: Course, table: TableForecast, column: string): void {
  if (done) return;
  touched.set(table, new Set([...(touched.get(table) ?? []), column]));
}
