import type { Deferral, Trigger } from '../model/schema-object.ts';
import type { DataType } from '../model/type.ts';
import { columnDefinition, generation, identityClause } from './column.ts';
import { constraintClauses, deferralClause } from './constraint.ts';
import { enclosed, operand } from './expression.ts';
import { regclass } from './name.ts';
import { setAndReset } from './parameter.ts';
import { quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import { allOptions } from './sequence-options.ts';
import type { Conversion, TableAction } from './statement.ts';
import { typeText } from './type-text.ts';
import { words } from './words.ts';

/** What ALTER TABLE does to its table. */
export function tableAction(action: TableAction): string {
  return renderWith(actions, action);
}

const actions = {
  add_column: ({ column }) => `ADD COLUMN ${columnDefinition(column, false)}`,
  drop_column: ({ column }) => `DROP COLUMN ${quoteName(column)}`,
  set_type: ({ column, type, collation, using }) =>
    words(
      `${alterColumn(column)} TYPE ${typeText(type)}`,
      collation !== undefined && `COLLATE ${quoteName(collation)}`,
      using && `USING ${conversion(column, type, using)}`,
    ),
  set_default: ({ column, expression }) => `${alterColumn(column)} SET DEFAULT ${operand(expression)}`,
  set_default_from_sequence: ({ column, sequence }) =>
    `${alterColumn(column)} SET DEFAULT nextval(${regclass(sequence)})`,
  drop_default: ({ column }) => `${alterColumn(column)} DROP DEFAULT`,
  set_not_null: ({ column }) => `${alterColumn(column)} SET NOT NULL`,
  drop_not_null: ({ column }) => `${alterColumn(column)} DROP NOT NULL`,
  add_not_null: ({ column, name, notValid }) =>
    words(`${add(name)} NOT NULL ${quoteName(column)}`, notValid && 'NOT VALID'),
  add_identity: ({ column, always, options }) =>
    `${alterColumn(column)} ADD ${identityClause(always, options)}`,
  set_identity: ({ column, always, options, restart }) =>
    words(
      alterColumn(column),
      ...[`GENERATED ${generation(always)}`, ...allOptions(options)].map((option) => `SET ${option}`),
      restart === true && 'RESTART',
    ),
  drop_identity: ({ column }) => `${alterColumn(column)} DROP IDENTITY`,
  drop_expression: ({ column }) => `${alterColumn(column)} DROP EXPRESSION`,
  set_expression: ({ column, expression }) =>
    `${alterColumn(column)} SET EXPRESSION AS ${enclosed(expression)}`,
  add_constraint: ({ constraint, notValid }) =>
    words(add(constraint.value.name), ...constraintClauses(constraint), notValid && 'NOT VALID'),
  add_not_null_check: ({ column, name }) => `${add(name)} CHECK (${quoteName(column)} IS NOT NULL) NOT VALID`,
  add_constraint_using_index: ({ constraint, name, index, deferral }) =>
    words(
      `${add(name)} ${indexConstraints[constraint]} USING INDEX ${quoteName(index)}`,
      deferralClause(deferral),
    ),
  validate_constraint: ({ name }) => `VALIDATE CONSTRAINT ${quoteName(name)}`,
  alter_constraint: ({ name, deferral }) => `ALTER CONSTRAINT ${quoteName(name)} ${deferrals[deferral]}`,
  drop_constraint: ({ name }) => `DROP CONSTRAINT ${quoteName(name)}`,
  set_logged: ({ logged }) => (logged ? 'SET LOGGED' : 'SET UNLOGGED'),
  set_parameters: ({ set, reset }) => setAndReset(set, reset),
  set_trigger_state: ({ trigger, enabled }) => `${triggerStates[enabled]} TRIGGER ${quoteName(trigger)}`,
} as const satisfies Renderers<TableAction>;

const indexConstraints = { primary_key: 'PRIMARY KEY', unique: 'UNIQUE' } as const;

/** All of it, since ALTER CONSTRAINT changes what there was. */
const deferrals = {
  no: 'NOT DEFERRABLE',
  immediate: 'DEFERRABLE INITIALLY IMMEDIATE',
  deferred: 'DEFERRABLE INITIALLY DEFERRED',
} as const satisfies Record<Deferral, string>;

const triggerStates = {
  origin: 'ENABLE',
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
} as const satisfies Record<Trigger['enabled'], string>;

function conversion(column: string, type: DataType, value: Conversion): string {
  if (value.kind === 'expression') return operand(value.expression);
  const byText = value.byText && `::text${type.array ? '[]' : ''}`;
  return `${quoteName(column)}${byText || ''}::${typeText(type)}`;
}

function alterColumn(column: string): string {
  return `ALTER COLUMN ${quoteName(column)}`;
}

function add(constraint: string): string {
  return `ADD CONSTRAINT ${quoteName(constraint)}`;
}
