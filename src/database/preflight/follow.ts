import { findTable, objectsOf } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import { stem } from '../../release/file-name.ts';
import type { Constraint } from '../../sql/statement.ts';
import type { Passage } from '../journal/passage.ts';
import type { Amounts, DataChecks } from './check.ts';
import { askConstraint, askIndex } from './constraints.ts';
import { type Course, partCalled, partKey } from './course.ts';
import { columnsOfElement, forecastOf, settle, type TableForecast, tableNamed } from './forecast.ts';
import { followStep } from './statements.ts';

/** Plans that are to run one after the other, and where the first of them stands. */
export type Way = {
  readonly passages: readonly Pick<Passage, 'release' | 'pair' | 'plan'>[];
  /** How many steps of the first plan an interrupted run has done. */
  readonly done: number;
  /** Columns and tables of the plans whose values come back from the attic when they are made. */
  readonly returning: ReadonlySet<Id>;
};

/**
 * What plans ask of the rows of a target: each step that can fail of rows is a question to them as they will be when it runs, also in
 * plans that come after others.
 *
 * @param major of the server
 */
export function dataChecks(way: Way, major: number, amounts: Amounts): DataChecks {
  // Which enums change is known at the end, and decides how their columns are read from the start.
  const first = follow(way, major, amounts, new Set());
  const { checks, unchecked } =
    first.changedEnums.size === 0 ? first : follow(way, major, amounts, first.changedEnums);
  return { checks, unchecked };
}

function follow(way: Way, major: number, amounts: Amounts, asText: ReadonlySet<string>): Course {
  const [first] = way.passages;
  const pair = first?.pair ?? { previous: empty, next: empty, renames: new Map() };
  const course: Course = {
    ...{ major, amounts, returning: way.returning, release: undefined, done: false },
    forecast: forecastOf(pair.previous, pair, asText),
    ...{ checks: [], unchecked: [], touched: new Map(), asked: new Set(), changedEnums: new Set() },
  };
  for (const [position, passage] of way.passages.entries()) {
    course.forecast.pair = passage.pair;
    course.release = stem(passage.release);
    const steps = passage.plan.batches.flatMap((batch) => batch.steps);
    const done = position === 0 ? way.done : 0;
    course.done = true;
    for (const step of steps.slice(0, done)) followStep(course, step);
    if (done > 0) settle(course.forecast);
    course.done = false;
    for (const step of steps.slice(done)) followStep(course, step);
    askTouched(course);
  }
  return course;
}

const empty = { postgresql: 15, objects: new Map() } as const;

/** Constraints that stay hold for the values that rows get, too. */
function askTouched(course: Course): void {
  const { forecast, touched, asked } = course;
  for (const [table, columns] of touched) {
    const object = findTable(forecast.pair.next, table.name.schema, table.name.name);
    if (object === undefined) continue;
    const concerns = (names: readonly string[]) => names.some((name) => columns.has(name));
    const constraints: readonly Constraint[] = [
      ...[object.primaryKey ?? []]
        .flat()
        .filter((key) => concerns(key.columns))
        .map((value) => ({ kind: 'primary_key', value }) as const),
      ...object.uniques
        .filter((key) => concerns(key.columns))
        .map((value) => ({ kind: 'unique', value }) as const),
      ...object.checks
        .filter((check) => !check.notValid && concerns(check.expression.mentions.columns))
        .map((value) => ({ kind: 'check', value }) as const),
      ...object.foreignKeys
        .filter((key) => !key.notValid && concerns(key.columns))
        .map((value) => ({ kind: 'foreign_key', value }) as const),
      ...object.exclusions
        .filter(({ elements }) => concerns(elements.flatMap(columnsOfElement)))
        .map((value) => ({ kind: 'exclusion', value }) as const),
    ];
    for (const constraint of constraints)
      if (!asked.has(partKey(table.name, constraint.value.name))) askConstraint(course, table, constraint);
    for (const index of object.indexes)
      if (concerns(index.elements.flatMap(columnsOfElement)) && !asked.has(partKey(table.name, index.name)))
        askIndex(course, table, partCalled('index', table.name, index.name), index);
    askReferring(course, table, columns);
  }
  touched.clear();
  asked.clear();
}

/** PostgreSQL proves foreign keys again when the column changes that they refer to. */
function askReferring(course: Course, { name }: TableForecast, columns: ReadonlySet<string>): void {
  for (const object of objectsOf(course.forecast.pair.next, 'table')) {
    for (const value of object.foreignKeys) {
      const { schema, table: target, columns: referred } = value.references;
      if (schema !== name.schema || target !== name.name || value.notValid) continue;
      if (!referred.some((column) => columns.has(column)) || course.asked.has(partKey(object, value.name)))
        continue;
      const referring = tableNamed(course.forecast, object);
      if (referring !== undefined) askConstraint(course, referring, { kind: 'foreign_key', value });
    }
  }
}
