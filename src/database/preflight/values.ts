import { dotted } from '../../model/id.ts';
import type { Column, Domain } from '../../model/schema-object.ts';
import type { Sql } from '../../model/sql.ts';
import type { DataType } from '../../model/type.ts';
import { closed, enclosed } from '../../sql/expression.ts';
import { quoteName, textArray } from '../../sql/quote.ts';
import type { Conversion } from '../../sql/statement.ts';
import { typeText } from '../../sql/type-text.ts';
import { evaluated, rowsByValue, rowsWhere } from './check.ts';
import { askNotNull, askStanding, columnId } from './constraints.ts';
import { afterColumns, ask, type Course, doubted, partCalled, touch } from './course.ts';
import { doubtOf, ownColumns } from './doubts.ts';
import {
  type Certainty,
  domainChain,
  enumOf,
  hereText,
  madeOf,
  setValues,
  type TableForecast,
  typeNamed,
} from './forecast.ts';
import { misfit } from './misfit.ts';
import { withColumns } from './rows.ts';

/** A value that a column gets, and for which rows. */
type Given = {
  readonly sql: string;
  /** What its type is made of; undefined where it is an expression. */
  readonly type: DataType | undefined;
  readonly reads: readonly string[];
  readonly explicit: boolean;
  /** Which rows get it. */
  readonly condition: string;
  readonly doubt: string | undefined;
};

/** What an existing column becomes when it gets another type. */
export function retype(
  course: Course,
  table: TableForecast,
  name: string,
  type: DataType,
  using: Conversion | undefined,
): void {
  const column = table.columns.get(name);
  if (column === undefined) return;
  const before = column.type;
  const expression =
    column.value.kind === 'generated'
      ? column.value.expression
      : using?.kind === 'expression'
        ? using.expression
        : undefined;
  const given =
    expression === undefined
      ? castOf(course, table, name, type, using)
      : expressionOf(course, table, expression, 'true');
  const after = askFit(course, table, name, type, before, given);
  take(course, table, name, type, given, `(${given.sql})`, after);
  touch(course, table, name);
  askDomains(course, table, name, before);
}

function castOf(
  course: Course,
  table: TableForecast,
  name: string,
  next: DataType,
  using: Conversion | undefined,
): Given {
  const type = madeOf(course.forecast, table.columns.get(name)?.type ?? text);
  const of = enumOf(course.forecast, type);
  const byText = using?.kind === 'cast' && using.byText;
  return {
    // As ALTER TABLE says it.
    sql: byText ? `${quoteName(name)}::text${next.array ? '[]' : ''}` : quoteName(name),
    type: byText ? { ...text, array: next.array } : of === undefined ? type : { ...text, array: type.array },
    reads: [name],
    explicit: using?.kind === 'cast',
    condition: 'true',
    doubt: undefined,
  };
}

const text: DataType = { name: 'text', modifiers: [], array: false };

function expressionOf(course: Course, table: TableForecast, sql: Sql, condition: string): Given {
  return {
    sql: closed(sql.text),
    type: undefined,
    reads: ownColumns(table, sql),
    explicit: false,
    condition,
    doubt: doubtOf(course, table, sql),
  };
}

/** Asks whether the values that a column gets are of its type; gives the checks that say so. */
function askFit(
  course: Course,
  table: TableForecast,
  name: string,
  type: DataType,
  before: DataType | undefined,
  given: Given,
): readonly string[] {
  const { forecast } = course;
  const what = partCalled('column', table.name, name);
  if (given.doubt !== undefined) {
    if (table.rows !== 'none') doubted(course, what, given.doubt);
    return [];
  }
  const kept = enumOf(forecast, type);
  if (kept?.object.kind === 'enum') {
    const same = before !== undefined && typeNamed(forecast, before)?.object === kept.object;
    if (same && given.type !== undefined) return [];
    const values = textArray(kept.object.values.map(({ value }) => value));
    const condition = type.array
      ? `EXISTS (SELECT FROM unnest((${given.sql})::text[]) AS element WHERE element <> ALL (${values}))`
      : `(${given.sql})::text <> ALL (${values})`;
    const wasEnum = before !== undefined && !type.array && enumOf(forecast, before) !== undefined;
    const subject = { kind: 'enum', type: dotted(kept.object.schema, kept.object.name) } as const;
    return ask(course, table, what, subject, given.reads, (rows) =>
      wasEnum
        ? rowsByValue(rows, `(${given.sql})`, `${given.condition} AND ${condition}`, course.amounts)
        : rowsWhere(rows, `${given.condition} AND ${condition}`, course.amounts),
    );
  }
  const next = madeOf(forecast, type);
  const found = misfit(`(${given.sql})`, given.type, next, given.explicit, course.major);
  const named = typeText(type);
  switch (found.kind) {
    case 'these': {
      const subject = found.cut
        ? ({ kind: 'cut', type: named, silently: found.silently === true } as const)
        : ({ kind: 'conversion', type: named } as const);
      return ask(course, table, what, subject, given.reads, (rows) =>
        rowsWhere(rows, `${given.condition} AND (${found.condition})`, course.amounts),
      );
    }
    case 'all':
      // An expression that reads something can fail by itself.
      if (given.type !== undefined || given.reads.length === 0) return [];
      break;
    case 'ask':
      break;
  }
  const converted = `(${given.sql})::${hereText(forecast, type)}`;
  return ask(course, table, what, { kind: 'conversion', type: named }, given.reads, (rows) =>
    evaluated(rows, [converted], given.condition),
  );
}

/** Gives a column its values. @param value SQL of them, without the cast to their type */
function take(
  course: Course,
  table: TableForecast,
  name: string,
  type: DataType,
  given: Given,
  value: string,
  checks: readonly string[],
): void {
  const column = table.columns.get(name);
  if (column === undefined) return;
  const after = [...new Set([...column.after, ...afterColumns(table, given.reads), ...checks])];
  const certainty = combined(table, column.certainty, given);
  setValues(table, new Map([[name, `${value}::${hereText(course.forecast, type)}`]]));
  table.columns.set(name, { ...column, type, certainty, after });
  recompute(course, table, name);
}

function combined({ columns }: TableForecast, own: Certainty, { doubt, reads }: Given): Certainty {
  if (doubt !== undefined) return { doubt };
  const others = reads.map((name) => columns.get(name)?.certainty ?? 'known');
  return [own, ...others].find((certainty) => typeof certainty === 'object') ?? own;
}

/** Generated columns follow the columns that they are made of. */
function recompute(course: Course, table: TableForecast, changed: string): void {
  for (const [name, column] of table.columns) {
    if (name === changed || column.value.kind !== 'generated') continue;
    const { expression } = column.value;
    if (!expression.mentions.columns.includes(changed)) continue;
    compute(course, table, name, column.value);
    touch(course, table, name);
  }
}

/** What rows that exist get in a column that is added. */
export function addColumn(course: Course, table: TableForecast, column: Column): void {
  const { name, type, value } = column;
  const certainty: Certainty = course.returning.has(columnId(table, name))
    ? { doubt: 'its values come back from the attic' }
    : 'known';
  table.columns.set(name, { type, value, notNull: false, certainty, after: [] });
  if (table.rows === 'none') return;
  const empty = `NULL::${hereText(course.forecast, type)}`;
  setValues(table, new Map([[name, empty]]));
  if (certainty !== 'known') return;
  switch (value.kind) {
    case 'serial':
    case 'identity':
      table.columns.set(name, { type, value, notNull: true, certainty: 'distinct', after: [] });
      break;
    case 'generated':
      compute(course, table, name, value);
      break;
    case 'default':
      fillByDefault(course, table, name, value.expression);
      break;
    case 'none': {
      const inherited = domainChain(course.forecast, type).find(({ default: given }) => given !== undefined);
      if (inherited?.default !== undefined) fillByDefault(course, table, name, inherited.default);
      break;
    }
  }
  askDomains(course, table, name, undefined);
}

/** Whether nobody has to look at rows to know that there is a value: a constant, or what never gives NULL. */
export function givesValue({ value }: Pick<Column, 'value'>): boolean {
  if (value.kind !== 'default') return false;
  const { text: sql, mentions } = value.expression;
  return (
    mentions.relations.length === 0 &&
    !/\bnull\b/i.test(sql) &&
    mentions.routines.every(({ schema, name }) => schema === undefined && never.has(name))
  );
}

const never: ReadonlySet<string> = new Set([
  ...['now', 'statement_timestamp', 'clock_timestamp', 'transaction_timestamp', 'gen_random_uuid', 'random'],
  ...['uuidv4', 'uuidv7', 'jsonb_build_object', 'jsonb_build_array', 'json_build_object', 'json_build_array'],
]);

function fillByDefault(course: Course, table: TableForecast, name: string, expression: Sql): void {
  const column = table.columns.get(name);
  const { routines } = expression.mentions;
  if (column !== undefined && routines.some((routine) => routine.name === 'nextval')) {
    table.columns.set(name, { ...column, certainty: 'distinct' });
    return;
  }
  // It reads no column, so what it gives is of the type for all rows or for none.
  const given = expressionOf(course, table, expression, 'true');
  if (column !== undefined) take(course, table, name, column.type, given, `(${given.sql})`, []);
}

type Generated = Extract<Column['value'], { kind: 'generated' }>;

/** All rows get what an expression gives; a virtual column is computed only where something reads it. */
export function compute(course: Course, table: TableForecast, name: string, value: Generated): void {
  const column = table.columns.get(name);
  if (column === undefined) return;
  table.columns.set(name, { ...column, value, certainty: 'known', after: [] });
  const given = expressionOf(course, table, value.expression, 'true');
  const after = value.stored ? askFit(course, table, name, column.type, undefined, given) : [];
  take(course, table, name, column.type, given, `(${given.sql})`, after);
}

/** Rows with NULL get what an expression gives. */
export function backfill(course: Course, table: TableForecast, name: string, expression: Sql): void {
  const column = table.columns.get(name);
  if (column === undefined || table.rows === 'none') return;
  const own = quoteName(name);
  const given = expressionOf(course, table, expression, `${own} IS NULL`);
  const after = askFit(course, table, name, column.type, undefined, given);
  const value = `coalesce(${own}, (${given.sql})::${hereText(course.forecast, column.type)})`;
  take(course, table, name, column.type, given, value, after);
  askStanding(course, table, name);
  askDomains(course, table, name, undefined);
}

/** That the values of a column meet the domains that it comes to be of. */
export function askDomains(
  course: Course,
  table: TableForecast,
  name: string,
  before: DataType | undefined,
): void {
  const column = table.columns.get(name);
  if (column === undefined) return;
  const known = new Set(before === undefined ? [] : domainChain(course.forecast, before));
  for (const domain of domainChain(course.forecast, column.type)) {
    if (known.has(domain)) continue;
    if (domain.notNull) askNotNull(course, table, name);
    for (const check of domain.checks) askDomainCheck(course, table, name, domain, check.name);
  }
}

/** Domains call the value that they check VALUE. */
export function askDomainCheck(
  course: Course,
  table: TableForecast,
  name: string,
  domain: Domain,
  check: string,
): void {
  const expression = domain.checks.find((candidate) => candidate.name === check)?.expression;
  if (expression === undefined || table.rows === 'none') return;
  const what = partCalled('column', table.name, name);
  const doubt = doubtOf(course, { ...table, columns: new Map() }, expression);
  if (doubt !== undefined) {
    doubted(course, what, doubt);
    return;
  }
  const subject = { kind: 'check', domain: `${dotted(domain.schema, domain.name)}` } as const;
  ask(course, table, what, subject, [name], (rows) =>
    rowsWhere(
      withColumns(rows, new Map([['value', quoteName(name)]])),
      `${enclosed(expression)} IS FALSE`,
      course.amounts,
    ),
  );
}
