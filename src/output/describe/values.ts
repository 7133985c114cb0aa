import { dotted, nameForPeople } from '../../model/id.ts';
import type {
  ColumnValue,
  ForeignKeyAction,
  IndexElement,
  Parameter,
  RoutineResult,
  SequenceOptions,
  TriggerEvent,
} from '../../model/schema-object.ts';
import type { Sql } from '../../model/sql.ts';
import type { DataType } from '../../model/type.ts';
import { typeText } from '../../sql/type-text.ts';

/** `(id, user_id)` */
export function nameList(names: readonly string[]): string {
  return `(${names.map(nameForPeople).join(', ')})`;
}

/** SQL on one line, cut where it is long: a description says what it is about, not all of it. */
export function sqlText(sql: Sql | undefined): string {
  if (sql === undefined) return 'none';
  const line = sql.text.replace(/\s+/g, ' ');
  return line.length <= longestSql ? line : `${line.slice(0, longestSql - 1)}…`;
}

/** Characters of SQL: enough that two lists of values which differ in one are not cut before it. */
const longestSql = 240;

/** `'Answers that users gave'`, or `none` */
export function text(value: string | undefined): string {
  if (value === undefined) return 'none';
  const line = value.replace(/\s+/g, ' ');
  return `'${line.length <= 60 ? line : `${line.slice(0, 59)}…`}'`;
}

export function parameters(list: readonly Parameter[]): string {
  return list.length === 0 ? 'none' : list.map(({ name, value }) => `${name}=${value}`).join(', ');
}

const serialTypes: ReadonlyMap<string, string> = new Map([
  ['smallint', 'smallserial'],
  ['integer', 'serial'],
  ['bigint', 'bigserial'],
]);

/** The type as a spec gives it: `serial` for an integer that draws from a sequence of its own. */
export function columnType(type: DataType, value: ColumnValue): string {
  return value.kind === 'serial' ? (serialTypes.get(type.name) ?? typeText(type)) : typeText(type);
}

/** `default now()`, `identity`, `generated as (a + b)`, or `no default` */
export function columnValue(value: ColumnValue): string {
  switch (value.kind) {
    case 'none':
      return 'no default';
    case 'default':
      return `default ${sqlText(value.expression)}`;
    case 'serial':
      return 'default from its sequence';
    case 'identity':
      return `generated ${value.always ? 'always' : 'by default'} as identity${inParentheses(sequenceOptions(value.options))}`;
    case 'generated':
      return `generated as (${sqlText(value.expression)})${value.stored ? '' : ' virtual'}`;
  }
}

export function sequenceOptions(options: SequenceOptions): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => `${name.toLowerCase()} ${value}`).join(', ');
}

function inParentheses(content: string): string {
  return content === '' ? '' : ` (${content})`;
}

export function foreignKeyAction(action: ForeignKeyAction): string {
  return 'columns' in action && action.columns.length > 0
    ? `${action.kind} ${nameList(action.columns)}`
    : action.kind;
}

/** `public.users(id)` */
export function referencedColumns(target: {
  schema: string;
  table: string;
  columns: readonly string[];
}): string {
  return `${dotted(target.schema, target.table)}${nameList(target.columns)}`;
}

export function indexElements(elements: readonly IndexElement[]): string {
  return `(${elements.map(indexElement).join(', ')})`;
}

function indexElement({ key, order, collation, opclass, nulls }: IndexElement): string {
  const words = [key.kind === 'column' ? nameForPeople(key.name) : sqlText(key.expression)];
  if (collation !== undefined) words.push(`collate ${nameForPeople(collation)}`);
  if (opclass !== undefined)
    words.push(opclass.schema === undefined ? opclass.name : dotted(opclass.schema, opclass.name));
  if (order === 'desc') words.push('desc');
  if (nulls !== (order === 'desc' ? 'first' : 'last')) words.push(`nulls ${nulls}`);
  return words.join(' ');
}

export function triggerEvents(events: readonly TriggerEvent[]): string {
  return events
    .map((event) =>
      event.kind === 'update' && event.columns.length > 0
        ? `update of ${event.columns.join(', ')}`
        : event.kind,
    )
    .join(' or ');
}

export function routineResult(result: RoutineResult | undefined): string {
  if (result === undefined) return 'nothing';
  if (result.kind === 'type') return `${result.setOf ? 'setof ' : ''}${typeText(result.type)}`;
  return `table (${result.columns.map(({ name, type }) => `${nameForPeople(name)} ${typeText(type)}`).join(', ')})`;
}
