import { partId } from '../../model/element.ts';
import { dotted, type Id } from '../../model/id.ts';
import type { Check, Exclusion, ForeignKey, Index, IndexElement } from '../../model/schema-object.ts';
import type { Sql } from '../../model/sql.ts';
import { operator } from '../../sql/constraint.ts';
import { closed, enclosed } from '../../sql/expression.ts';
import { quoteName } from '../../sql/quote.ts';
import { evaluated, pairsWhere, rowsWhere, sharedBy } from './check.ts';
import { afterColumns, ask, type Course, doubted, doubtOfColumns, partCalled, partKey } from './course.ts';
import { doubtOf, firstDoubt, ownColumns } from './doubts.ts';
import { type Pending, rowsIn, type TableForecast, tableNamed } from './forecast.ts';
import { fromItem, over, type Rows, withColumns } from './rows.ts';

/** That no row has NULL in a column; from then on it is so. */
export function askNotNull(course: Course, table: TableForecast, name: string): void {
  const column = table.columns.get(name);
  if (column === undefined || column.notNull) return;
  table.columns.set(name, { ...column, notNull: true });
  // What comes back from the attic has been NOT NULL before.
  if (column.certainty === 'distinct' || course.returning.has(columnId(table, name))) return;
  const what = partCalled('column', table.name, name);
  ask(course, table, what, { kind: 'null' }, [name], (rows) =>
    rowsWhere(rows, `${quoteName(name)} IS NULL`, course.amounts),
  );
}

/** What the attic and this speak of a column by. */
export function columnId({ name }: TableForecast, column: string): Id {
  return partId('column', name, column);
}

/** That the rows meet a constraint. */
export function askConstraint(course: Course, table: TableForecast, constraint: Pending): void {
  switch (constraint.kind) {
    case 'not_null':
      askNotNull(course, table, constraint.column);
      break;
    case 'primary_key':
      askKey(course, table, 'primary_key', constraint.value.name, constraint.value.columns, false);
      for (const column of constraint.value.columns) askNotNull(course, table, column);
      break;
    case 'unique': {
      const { name, columns, nullsNotDistinct } = constraint.value;
      askKey(course, table, 'unique', name, columns, nullsNotDistinct);
      break;
    }
    case 'check':
      askCheck(course, table, constraint.value);
      break;
    case 'foreign_key':
      askForeignKey(course, table, constraint.value);
      break;
    case 'exclusion':
      askExclusion(course, table, constraint.value);
      break;
  }
  if (constraint.kind !== 'not_null') course.asked.add(partKey(table.name, constraint.value.name));
}

/** That rows that get another value in a column meet the constraints that the table has at that time. */
export function askStanding(course: Course, table: TableForecast, column: string): void {
  for (const [name, { constraint, columns }] of [...table.standing]) {
    if (!columns.includes(column)) continue;
    // A table that was renamed in between, and is known by the other name now.
    if (constraint.kind === 'foreign_key' && !leadsSomewhere(course, constraint.value)) continue;
    if (constraint.kind !== 'index') askConstraint(course, table, constraint);
    else {
      askIndex(course, table, partCalled('index', table.name, name), constraint.value);
      course.asked.add(partKey(table.name, name));
    }
  }
}

function leadsSomewhere({ forecast }: Course, { references }: ForeignKey): boolean {
  return tableNamed(forecast, { schema: references.schema, name: references.table }) !== undefined;
}

function askKey(
  course: Course,
  table: TableForecast,
  kind: 'primary_key' | 'unique',
  name: string,
  columns: readonly string[],
  nullsNotDistinct: boolean,
): void {
  const elements = columns.map(
    (column): IndexElement => ({ key: { kind: 'column', name: column }, order: 'asc', nulls: 'last' }),
  );
  askShared(course, table, partCalled(kind, table.name, name), { elements, nullsNotDistinct });
}

/** That an index can be built: that no two rows have one entry, and that every entry can be computed. */
export function askIndex(course: Course, table: TableForecast, what: string, index: Index): void {
  if (index.unique) {
    askShared(course, table, what, index);
    return;
  }
  const expressions = index.elements.flatMap(({ key }) =>
    key.kind === 'expression' ? [key.expression] : [],
  );
  const all = [...expressions, ...(index.where === undefined ? [] : [index.where])];
  if (all.length === 0 || table.rows === 'none') return;
  const doubt = firstDoubt(course, table, all);
  if (doubt !== undefined) {
    doubted(course, what, doubt);
    return;
  }
  const reads = all.flatMap((sql) => ownColumns(table, sql));
  const where = index.where === undefined ? 'true' : enclosed(index.where);
  ask(course, table, what, { kind: 'check' }, reads, (rows) =>
    evaluated(rows, expressions.length === 0 ? ['1'] : expressions.map(enclosed), where),
  );
}

type Entries = Pick<Index, 'elements' | 'nullsNotDistinct'> & Partial<Pick<Index, 'where'>>;

function askShared(
  course: Course,
  table: TableForecast,
  what: string,
  { elements, nullsNotDistinct, where }: Entries,
): void {
  if (table.rows === 'none') return;
  const plain = elements.flatMap(({ key }) => (key.kind === 'column' ? [key.name] : []));
  // A counter gives no value twice.
  if (plain.some((name) => table.columns.get(name)?.certainty === 'distinct')) return;
  const expressions = elements.flatMap(({ key }) => (key.kind === 'expression' ? [key.expression] : []));
  const all = [...expressions, ...(where === undefined ? [] : [where])];
  const doubt = firstDoubt(course, table, all);
  if (doubt !== undefined) {
    doubted(course, what, doubt);
    return;
  }
  const reads = [...plain, ...all.flatMap((sql) => ownColumns(table, sql))];
  const entries = elements.map(entry);
  const condition = [
    ...(where === undefined ? [] : [enclosed(where)]),
    ...(nullsNotDistinct ? [] : entries.map((value) => `${value} IS NOT NULL`)),
  ].join(' AND ');
  ask(course, table, what, { kind: 'duplicate' }, reads, (rows) =>
    sharedBy(rows, entries, condition === '' ? 'true' : condition, course.amounts),
  );
}

/** What is compared, under the collation that compares it. */
function entry({ key, collation }: IndexElement): string {
  const value = key.kind === 'column' ? quoteName(key.name) : `(${closed(key.expression.text)})`;
  return collation === undefined ? value : `(${value} COLLATE ${quoteName(collation)})`;
}

function askCheck(course: Course, table: TableForecast, { name, expression }: Check): void {
  if (table.rows === 'none') return;
  const what = partCalled('check', table.name, name);
  const doubt = doubtOf(course, table, expression);
  if (doubt !== undefined) {
    doubted(course, what, doubt);
    return;
  }
  ask(course, table, what, { kind: 'check' }, ownColumns(table, expression), (rows) =>
    rowsWhere(rows, `${enclosed(expression)} IS FALSE`, course.amounts),
  );
}

/** A row with NULL refers to nothing; under MATCH FULL only if all of its columns are NULL (documentation of CREATE TABLE). */
function askForeignKey(course: Course, table: TableForecast, key: ForeignKey): void {
  const what = partCalled('foreign_key', table.name, key.name);
  const { schema, table: name, columns } = key.references;
  const target = tableNamed(course.forecast, { schema, name });
  const own = key.columns.map(quoteName);
  const given = own.map((column) => `${column} IS NOT NULL`).join(' AND ');
  const some = own.map((column) => `${column} IS NOT NULL`).join(' OR ');
  const subject = { kind: 'orphan', references: dotted(schema, name) } as const;
  const orphans = (missing: string) =>
    key.match === 'full' ? `(${some}) AND NOT (${given} AND NOT (${missing}))` : `${given} AND ${missing}`;
  if (target === undefined || target.rows === 'none') {
    ask(course, table, what, subject, key.columns, (rows) =>
      rowsWhere(rows, orphans('true'), course.amounts),
    );
    return;
  }
  if (table.rows === 'none') return;
  const doubt = doubtOfColumns(target, columns);
  const rowsThere = rowsIn(target);
  if (doubt !== undefined || rowsThere === undefined) {
    doubted(course, what, doubt ?? (target.rows as { readonly doubt: string }).doubt);
    return;
  }
  const added = ask(course, table, what, subject, key.columns, (rows) =>
    rowsWhere(rows, orphans(unmatched(rows, rowsThere, key.columns, columns)), course.amounts),
  );
  // It reads the other table, too.
  const after = afterColumns(target, columns);
  for (const id of after.length === 0 ? [] : added) {
    const index = course.checks.findIndex((check) => check.id === id);
    const check = course.checks[index];
    if (check !== undefined) course.checks[index] = { ...check, after: [...check.after, ...after] };
  }
}

function unmatched(
  rows: Rows,
  there: Rows,
  columns: readonly string[],
  referenced: readonly string[],
): string {
  const alias = 'learnr_schema referenced';
  const target = fromItem(over(there, alias));
  const own = quoteName(rows.alias);
  const equal = columns.map(
    (column, position) =>
      `${quoteName(alias)}.${quoteName(referenced[position] ?? column)} = ${own}.${quoteName(column)}`,
  );
  return `NOT EXISTS (SELECT FROM ${target} WHERE ${equal.join(' AND ')})`;
}

function askExclusion(course: Course, table: TableForecast, { name, elements, where }: Exclusion): void {
  if (table.rows === 'none') return;
  const what = partCalled('exclusion', table.name, name);
  const all = [...elements.map(expressionOf), where].filter((sql) => sql !== undefined);
  const doubt = firstDoubt(course, table, all);
  if (doubt !== undefined) {
    doubted(course, what, doubt);
    return;
  }
  const reads = [
    ...elements.flatMap(({ key }) => (key.kind === 'column' ? [key.name] : [])),
    ...all.flatMap((sql) => ownColumns(table, sql)),
  ];
  const names = elements.map((_, position) => `learnr_schema entry ${position + 1}`);
  const condition = 'learnr_schema condition';
  const values = new Map([
    ...elements.map((element, position): [string, string] => [names[position] ?? '', entry(element)]),
    [condition, where === undefined ? 'true' : enclosed(where)],
  ]);
  const conflict = [
    `one.${quoteName(condition)} AND other.${quoteName(condition)}`,
    ...elements.map((element, position) => {
      const column = quoteName(names[position] ?? '');
      return `one.${column} ${operator(element.operator)} other.${column}`;
    }),
  ];
  ask(course, table, what, { kind: 'overlap' }, reads, (rows) =>
    pairsWhere(withColumns(rows, values), conflict.join(' AND '), course.amounts),
  );
}

function expressionOf({ key }: IndexElement): Sql | undefined {
  return key.kind === 'expression' ? key.expression : undefined;
}
