import type { Change } from '../../diff/change.ts';
import { findTable } from '../../model/element.ts';
import { type Renderers, renderWith } from '../../sql/renderers.ts';
import type { TableAction } from '../../sql/statement.ts';
import { askConstraint, askNotNull } from './constraints.ts';
import { type Course, touch } from './course.ts';
import { forgetStanding, rowsIn, type TableForecast } from './forecast.ts';
import { withoutColumn } from './rows.ts';
import { addColumn, compute, givesValue, retype } from './values.ts';

/** What ALTER TABLE makes of a table and asks of its rows. */
export function followAction(course: Course, table: TableForecast, action: TableAction, cause: Change): void {
  renderWith<TableAction, (step: Step) => void>(actions, action)({ course, table, cause });
}

type Step = { readonly course: Course; readonly table: TableForecast; readonly cause: Change };

const nothing = () => () => {};

const actions = {
  add_column:
    ({ column }) =>
    ({ course, table }) => {
      course.asked.delete(fillKey(table, column.name));
      addColumn(course, table, column);
      const added = table.columns.get(column.name);
      if (added === undefined) return;
      if (table.rows === 'none' || givesValue(column))
        table.columns.set(column.name, { ...added, notNull: true });
      if (column.notNull) askNotNull(course, table, column.name);
      else
        table.columns.set(column.name, {
          ...added,
          notNull: added.notNull && added.certainty === 'distinct',
        });
    },
  drop_column:
    ({ column }) =>
    ({ table }) => {
      table.columns.delete(column);
      forgetStanding(table, column);
      const rows = rowsIn(table);
      if (rows !== undefined) table.rows = withoutColumn(rows, column);
    },
  set_type:
    ({ column, type, using }) =>
    ({ course, table }) =>
      retype(course, table, column, type, using),
  set_default: nothing,
  set_default_from_sequence: nothing,
  drop_default: nothing,
  set_not_null:
    ({ column }) =>
    ({ course, table }) =>
      askNotNull(course, table, column),
  drop_not_null:
    ({ column }) =>
    ({ table }) => {
      const dropped = table.columns.get(column);
      if (dropped !== undefined) table.columns.set(column, { ...dropped, notNull: false });
    },
  add_not_null:
    ({ column, name, notValid }) =>
    (step) =>
      addConstraint(step, name, { kind: 'not_null', column }, notValid),
  add_identity: nothing,
  set_identity: nothing,
  drop_identity: nothing,
  drop_expression:
    ({ column }) =>
    ({ table }) => {
      const kept = table.columns.get(column);
      if (kept !== undefined) table.columns.set(column, { ...kept, value: { kind: 'none' } });
    },
  set_expression:
    ({ column, expression }) =>
    ({ course, table }) => {
      compute(course, table, column, { kind: 'generated', expression, stored: true });
      touch(course, table, column);
    },
  add_constraint:
    ({ constraint, notValid }) =>
    (step) =>
      addConstraint(step, constraint.value.name, constraint, notValid),
  add_not_null_check:
    ({ column, name }) =>
    (step) =>
      addConstraint(step, name, { kind: 'not_null', column }, true),
  add_constraint_using_index:
    ({ constraint, name }) =>
    ({ course, table, cause }) => {
      // That no two rows have one entry has been asked when its index was built.
      if (constraint !== 'primary_key') return;
      const next = cause.type === 'drop' ? undefined : cause.next;
      const columns = next?.kind === 'primary_key' && next.value.name === name ? next.value.columns : [];
      for (const column of columns) askNotNull(course, table, column);
    },
  validate_constraint:
    ({ name }) =>
    ({ course, table }) => {
      const constraint = table.pending.get(name) ?? notProven(course, table, name);
      if (constraint !== undefined) askConstraint(course, table, constraint);
    },
  alter_constraint: nothing,
  drop_constraint:
    ({ name }) =>
    ({ table }) => {
      table.pending.delete(name);
      table.standing.delete(name);
    },
  set_logged: nothing,
  set_parameters: nothing,
  set_trigger_state: nothing,
} as const satisfies Renderers<TableAction, (step: Step) => void>;

type Added = Parameters<typeof askConstraint>[2];

/** One that is NOT VALID is asked about once a step validates it: rows may get other values before. */
function addConstraint({ course, table }: Step, name: string, constraint: Added, notValid: boolean): void {
  if (notValid) table.pending.set(name, constraint);
  else askConstraint(course, table, constraint);
}

/** A constraint that has been NOT VALID since before the plan. */
function notProven({ forecast }: Course, { name: table }: TableForecast, name: string): Added | undefined {
  const object = findTable(forecast.pair.next, table.schema, table.name);
  const check = object?.checks.find((candidate) => candidate.name === name);
  if (check !== undefined) return { kind: 'check', value: check };
  const key = object?.foreignKeys.find((candidate) => candidate.name === name);
  return key === undefined ? undefined : { kind: 'foreign_key', value: key };
}

/** What says that a column has been filled. */
export function fillKey({ name }: TableForecast, column: string): string {
  return `fill\0${name.schema}\0${name.name}\0${column}`;
}
