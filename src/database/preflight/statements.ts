import type { Change } from '../../diff/change.ts';
import { idOf, objectId } from '../../model/element.ts';
import type { MentionedName } from '../../model/sql.ts';
import type { DataType } from '../../model/type.ts';
import type { Step } from '../../plan/plan.ts';
import { quoteName, quoteText } from '../../sql/quote.ts';
import { type Renderers, renderWith } from '../../sql/renderers.ts';
import type { DomainAction, QualifiedName, Statement, Target } from '../../sql/statement.ts';
import { fillKey, followAction } from './actions.ts';
import { askIndex, askNotNull } from './constraints.ts';
import { type Course, called, doubted, partCalled, partKey } from './course.ts';
import {
  domainChain,
  nameKey,
  renameColumnOf,
  renameSchema,
  renameTable,
  renameType,
  setValues,
  type TableForecast,
  type TypeForecast,
  tableNamed,
  tablesWithType,
} from './forecast.ts';
import { askDomainCheck, backfill } from './values.ts';

/** What a step makes of the target and asks of its rows. */
export function followStep(course: Course, { statement, cause }: Pick<Step, 'statement' | 'cause'>): void {
  renderWith<Statement, Follow>(statements, statement)(course, cause);
}

type Follow = (course: Course, cause: Change) => void;

const nothing = () => () => {};

const statements = {
  create_schema: nothing,
  create_extension: nothing,
  alter_extension: nothing,
  create_enum: (statement) => (course) => {
    const object = { kind: 'enum', ...statement.enum, hints: {} } as const;
    addType(course, { object, origin: undefined, asText: true, pendingChecks: new Set() });
  },
  add_enum_value:
    ({ type, value }) =>
    (course) => {
      const kept = changedEnum(course, type);
      if (kept?.object.kind !== 'enum') return;
      // What is asked of values is which there are, not how they are sorted.
      kept.object = { ...kept.object, values: [...kept.object.values, { value, hints: {} }] };
    },
  rename_enum_value:
    ({ type, from, to }) =>
    (course) => {
      const kept = changedEnum(course, type);
      if (kept?.object.kind !== 'enum') return;
      const values = kept.object.values.map((each) => (each.value === from ? { ...each, value: to } : each));
      kept.object = { ...kept.object, values };
      const isOf = ({ schema, name }: DataType) => schema === type.schema && name === type.name;
      for (const table of tablesWithType(course.forecast, isOf)) renameValues(table, isOf, from, to);
    },
  create_domain: (statement) => (course) =>
    addType(course, { object: statement.domain, origin: undefined, asText: true, pendingChecks: new Set() }),
  alter_domain:
    ({ domain, action }) =>
    (course) => {
      const kept = course.forecast.types.get(nameKey(domain));
      if (kept !== undefined) renderWith<DomainAction, FollowDomain>(domainActions, action)(course, kept);
    },
  create_sequence: nothing,
  alter_sequence: nothing,
  create_routine:
    ({ routine }) =>
    (course) =>
      changed(course, routine),
  create_table:
    ({ table }) =>
    (course) => {
      const { schema, name } = table;
      const made: TableForecast = {
        ...{ name: { schema, name }, origin: undefined, pending: new Map(), standing: new Map() },
        rows: course.returning.has(idOf('table', [schema, name]))
          ? { doubt: 'its rows come back from the attic' }
          : 'none',
        columns: new Map(
          table.columns.map(({ name: column, type, notNull, value }) => [
            column,
            { type, notNull, value, certainty: 'known', after: [] },
          ]),
        ),
      };
      course.forecast.tables.set(nameKey(table), made);
    },
  alter_table:
    ({ table, actions }) =>
    (course, cause) => {
      const altered = tableNamed(course.forecast, table);
      if (altered === undefined) return;
      for (const action of actions) followAction(course, altered, action, cause);
    },
  create_index:
    ({ table, index }) =>
    (course, cause) => {
      const indexed = tableNamed(course.forecast, table);
      if (indexed === undefined) return;
      const part = cause.type === 'drop' ? undefined : cause.next;
      const isPart = part !== undefined && 'owner' in part;
      // An index that is to take another's place has a name of its own for as long.
      const what = isPart
        ? partCalled(part.kind, part.owner, part.value.name)
        : partCalled('index', table, index.name);
      askIndex(course, indexed, what, index);
      course.asked.add(partKey(indexed.name, isPart ? part.value.name : index.name));
    },
  drop_index:
    ({ index }) =>
    ({ forecast }) => {
      for (const { name, standing } of forecast.tables.values())
        if (name.schema === index.schema) standing.delete(index.name);
    },
  alter_index: nothing,
  create_trigger: nothing,
  create_view:
    ({ view }) =>
    (course) =>
      changed(course, view),
  alter_view: nothing,
  create_materialized_view:
    ({ view }) =>
    (course) => {
      if (view.withData && readsRows(course, view.query.mentions.relations))
        doubted(
          course,
          called('materialized_view', view.schema, view.name),
          'its query runs when it is made',
        );
      changed(course, view);
      course.forecast.tables.set(nameKey(view), {
        ...{ name: { schema: view.schema, name: view.name }, origin: undefined },
        ...{ columns: new Map(), pending: new Map(), standing: new Map() },
        rows: { doubt: 'its query has not run yet' },
      });
    },
  alter_materialized_view: nothing,
  refresh_materialized_view: nothing,
  drop:
    ({ target }) =>
    (course) =>
      drop(course, target),
  rename:
    ({ target, to }) =>
    (course) =>
      rename(course, target, to),
  set_schema:
    ({ target, schema }) =>
    (course) => {
      if ('name' in target && typeof target.name === 'object')
        moveTo(course, target, { schema, name: target.name.name });
    },
  comment: nothing,
  backfill: (statement) => (course) => {
    const { table, column, expression } = statement.backfill;
    const filled = tableNamed(course.forecast, table);
    if (filled === undefined) return;
    // The second time it only fills what came in between.
    const key = fillKey(filled, column);
    if (course.asked.has(key)) return;
    course.asked.add(key);
    backfill(course, filled, column, expression);
    warnOfTriggers(course, filled);
  },
  advance_sequence: nothing,
  begin_sequence: nothing,
  save_privileges: nothing,
  restore_privileges: nothing,
} as const satisfies Renderers<Statement, Follow>;

/** Whether a query can fail of rows: not if it only reads tables that are made here. */
function readsRows({ forecast }: Course, relations: readonly MentionedName[]): boolean {
  return relations.some(
    ({ schema = 'public', name }) => tableNamed(forecast, { schema, name })?.rows !== 'none',
  );
}

function addType({ forecast }: Course, type: TypeForecast): void {
  forecast.types.set(nameKey(type.object), type);
}

function changedEnum({ forecast, changedEnums }: Course, name: QualifiedName): TypeForecast | undefined {
  const kept = forecast.types.get(nameKey(name));
  if (kept?.origin !== undefined) changedEnums.add(nameKey(kept.origin));
  return kept;
}

function changed({ forecast }: Course, { schema = 'public', name }: MentionedName): void {
  forecast.changed.add(nameKey({ schema, name }));
}

/** Rows have the new name of a value from then on. */
function renameValues(
  table: TableForecast,
  isOf: (type: DataType) => boolean,
  from: string,
  to: string,
): void {
  const [old, now] = [quoteText(from), quoteText(to)];
  const values = [...table.columns]
    .filter(([, { type }]) => isOf(type))
    .map(([name, { type }]): [string, string] => {
      const column = quoteName(name);
      return [
        name,
        type.array
          ? `array_replace(${column}::text[], ${old}, ${now})`
          : `CASE WHEN ${column}::text = ${old} THEN ${now} ELSE ${column}::text END`,
      ];
    });
  setValues(table, new Map(values));
}

type FollowDomain = (course: Course, domain: TypeForecast) => void;

const domainActions = {
  set_default: nothing,
  drop_default: nothing,
  set_not_null: () => (course, kept) => {
    if (kept.object.kind === 'domain') kept.object = { ...kept.object, notNull: true };
    eachColumn(course, kept, (table, column) => askNotNull(course, table, column));
  },
  drop_not_null: () => (_, kept) => {
    if (kept.object.kind === 'domain') kept.object = { ...kept.object, notNull: false };
  },
  add_check:
    ({ check, notValid }) =>
    (course, kept) => {
      if (kept.object.kind !== 'domain') return;
      const checks = [...kept.object.checks.filter(({ name }) => name !== check.name), check];
      kept.object = { ...kept.object, checks };
      if (notValid) kept.pendingChecks.add(check.name);
      else askChecks(course, kept, check.name);
    },
  validate_check:
    ({ name }) =>
    (course, kept) =>
      askChecks(course, kept, name),
  drop_check:
    ({ name }) =>
    (_, kept) => {
      if (kept.object.kind !== 'domain') return;
      kept.object = { ...kept.object, checks: kept.object.checks.filter((check) => check.name !== name) };
    },
  rename_check:
    ({ from, to }) =>
    (_, kept) => {
      if (kept.object.kind !== 'domain') return;
      const checks = kept.object.checks.map((check) =>
        check.name === from ? { ...check, name: to } : check,
      );
      kept.object = { ...kept.object, checks };
    },
} as const satisfies Renderers<DomainAction, FollowDomain>;

function askChecks(course: Course, kept: TypeForecast, name: string): void {
  eachColumn(course, kept, (table, column) => {
    if (kept.object.kind === 'domain') askDomainCheck(course, table, column, kept.object, name);
  });
}

/** The columns of a domain, and of domains over it. */
function eachColumn(
  { forecast }: Course,
  { object }: TypeForecast,
  action: (table: TableForecast, column: string) => void,
): void {
  const isOf = (type: DataType) => domainChain(forecast, type).some((domain) => domain === object);
  for (const table of tablesWithType(forecast, isOf))
    for (const [name, { type }] of [...table.columns]) if (isOf(type)) action(table, name);
}

function drop({ forecast }: Course, target: Target): void {
  switch (target.kind) {
    case 'table':
    case 'materialized_view':
      // Looked up first, so that its name in the target is known to be gone.
      tableNamed(forecast, target.name);
      forecast.tables.delete(nameKey(target.name));
      break;
    case 'enum':
    case 'domain':
      forecast.types.delete(nameKey(target.name));
      break;
    default:
      break;
  }
}

function rename(course: Course, target: Target, to: string): void {
  switch (target.kind) {
    case 'schema':
      renameSchema(course.forecast, target.name, to);
      break;
    case 'column': {
      const table = target.relationKind === 'view' ? undefined : tableNamed(course.forecast, target.relation);
      if (table !== undefined) renameColumnOf(table, target.name, to);
      break;
    }
    case 'constraint': {
      const table = tableNamed(course.forecast, target.relation);
      const pending = table?.pending.get(target.name);
      if (table !== undefined && pending !== undefined) table.pending.set(to, pending);
      const standing = table?.standing.get(target.name);
      if (table !== undefined && standing !== undefined) {
        table.standing.delete(target.name);
        table.standing.set(to, standing);
      }
      break;
    }
    default:
      if (typeof target.name === 'object') moveTo(course, target, { schema: target.name.schema, name: to });
  }
}

function moveTo({ forecast }: Course, target: Target, to: QualifiedName): void {
  switch (target.kind) {
    case 'table':
    case 'materialized_view': {
      const table = tableNamed(forecast, target.name);
      if (table !== undefined) renameTable(forecast, table, to);
      break;
    }
    case 'enum':
    case 'domain':
      renameType(forecast, target.name, to);
      break;
    case 'function':
    case 'procedure':
    case 'view':
      forecast.changed.add(nameKey(to));
      break;
    default:
      break;
  }
}

/** What people's own triggers make of an UPDATE, nobody can know. */
function warnOfTriggers(course: Course, { name, rows }: TableForecast): void {
  if (rows === 'none') return;
  const { next, previous } = course.forecast.pair;
  const id = idOf('table', [name.schema, name.name]);
  const object = previous.objects.get(id) ?? next.objects.get(id);
  if (object?.kind !== 'table' || objectId(object) !== id) return;
  const fires = object.triggers.some(
    ({ enabled, events }) =>
      (enabled === 'origin' || enabled === 'always') && events.some(({ kind }) => kind === 'update'),
  );
  if (fires)
    doubted(course, called('table', name.schema, name.name), 'its triggers run when rows are filled');
}
