import type {
  Check,
  Column,
  ColumnValue,
  Domain,
  Exclusion,
  ForeignKey,
  Index,
  IndexElement,
  MaterializedView,
  PrimaryKey,
  Routine,
  Trigger,
  Unique,
  View,
} from '../../src/model/schema-object.ts';
import { noMentions, type Sql } from '../../src/model/sql.ts';
import type { DataType } from '../../src/model/type.ts';
import type { Constraint, NewTable, QualifiedName } from '../../src/sql/statement.ts';

/** Parts of models with the values that most of them have. */

export function sql(text: string, ...columns: readonly string[]): Sql {
  return { text, key: text, mentions: { ...noMentions, columns } };
}

export function type(name: string, ...modifiers: readonly string[]): DataType {
  return { name, modifiers, array: false };
}

export const integer = type('integer');
export const text = type('text');

export function inPublic(name: string): QualifiedName {
  return { schema: 'public', name };
}

export function column(name: string, of: DataType, more: Partial<Column> = {}): Column {
  return { name, type: of, notNull: false, value: { kind: 'none' }, hints: {}, ...more };
}

export function defaultTo(text: string): ColumnValue {
  return { kind: 'default', expression: sql(text) };
}

export function table(name: string, columns: readonly Column[], more: Partial<NewTable> = {}): NewTable {
  return {
    schema: 'public',
    name,
    unlogged: false,
    columns,
    storageParameters: [],
    constraints: [],
    ...more,
  };
}

export function primaryKey(
  name: string,
  columns: readonly string[],
  more: Partial<PrimaryKey> = {},
): Constraint {
  return { kind: 'primary_key', value: { name, columns, include: [], deferral: 'no', hints: {}, ...more } };
}

export function unique(name: string, columns: readonly string[], more: Partial<Unique> = {}): Constraint {
  const value = {
    name,
    columns,
    include: [],
    nullsNotDistinct: false,
    deferral: 'no',
    hints: {},
    ...more,
  } as const;
  return { kind: 'unique', value };
}

export function check(name: string, expression: Sql, more: Partial<Check> = {}): Constraint {
  return {
    kind: 'check',
    value: { name, expression, noInherit: false, notValid: false, hints: {}, ...more },
  };
}

export function foreignKey(
  name: string,
  columns: readonly string[],
  references: ForeignKey['references'],
  more: Partial<ForeignKey> = {},
): Constraint {
  const value: ForeignKey = {
    name,
    columns,
    references,
    match: 'simple',
    onDelete: { kind: 'no action' },
    onUpdate: { kind: 'no action' },
    deferral: 'no',
    notValid: false,
    hints: {},
    ...more,
  };
  return { kind: 'foreign_key', value };
}

export function exclusion(name: string, more: Partial<Exclusion>): Constraint {
  const value = {
    name,
    method: 'gist',
    elements: [],
    include: [],
    deferral: 'no',
    hints: {},
    ...more,
  } as const;
  return { kind: 'exclusion', value };
}

export function element(key: string | Sql, more: Partial<IndexElement> = {}): IndexElement {
  return {
    key: typeof key === 'string' ? { kind: 'column', name: key } : { kind: 'expression', expression: key },
    order: 'asc',
    nulls: 'last',
    ...more,
  };
}

export function index(name: string, elements: readonly IndexElement[], more: Partial<Index> = {}): Index {
  return {
    name,
    unique: false,
    nullsNotDistinct: false,
    method: 'btree',
    elements,
    include: [],
    storageParameters: [],
    hints: {},
    ...more,
  };
}

export function domain(name: string, of: DataType, more: Partial<Domain> = {}): Domain {
  return { kind: 'domain', schema: 'public', name, type: of, notNull: false, checks: [], hints: {}, ...more };
}

export function routine(name: string, more: Partial<Routine> = {}): Routine {
  return {
    kind: 'function',
    schema: 'public',
    name,
    arguments: [],
    language: 'sql',
    volatility: 'volatile',
    strict: false,
    securityDefiner: false,
    leakproof: false,
    parallel: 'unsafe',
    set: [],
    body: { kind: 'string', text: 'SELECT 1' },
    hints: {},
    ...more,
  };
}

export function trigger(name: string, more: Partial<Trigger> = {}): Trigger {
  return {
    name,
    timing: 'before',
    events: [{ kind: 'update', columns: [] }],
    forEach: 'row',
    referencing: {},
    execute: { schema: 'public', name: 'touch', arguments: [] },
    enabled: 'origin',
    hints: {},
    ...more,
  };
}

export function view(name: string, query: string, more: Partial<View> = {}): View {
  return {
    kind: 'view',
    schema: 'public',
    name,
    query: sql(query),
    columns: [],
    securityBarrier: false,
    securityInvoker: false,
    columnComments: [],
    triggers: [],
    hints: {},
    ...more,
  };
}

export function materializedView(
  name: string,
  query: string,
  more: Partial<MaterializedView> = {},
): MaterializedView {
  return {
    kind: 'materialized_view',
    schema: 'public',
    name,
    query: sql(query),
    columns: [],
    storageParameters: [],
    indexes: [],
    columnComments: [],
    withData: true,
    hints: {},
    ...more,
  };
}
