import type { Trigger, TriggerEvent } from '../../../model/schema-object.ts';
import type { Sql } from '../../../model/sql.ts';
import type { RelationRow } from '../rows/relations.ts';
import type { TriggerRow } from '../rows/triggers.ts';
import type { ColumnNames } from './column-names.ts';
import { deferralOf } from './constraints.ts';
import type { Context } from './context.ts';
import { findKeyword, tokenEnd } from './scan.ts';

/** The bits of tgtype (catalog/pg_trigger.h). */
const bits = { row: 1, before: 2, insert: 4, delete: 8, update: 16, truncate: 32, insteadOf: 64 } as const;

const enabled = { O: 'origin', D: 'disabled', R: 'replica', A: 'always' } as const satisfies Record<
  TriggerRow['enabled'],
  Trigger['enabled']
>;

/** Undefined where its condition cannot be read, or the model does not cover it. */
export function buildTrigger(
  row: TriggerRow,
  relation: RelationRow,
  columns: ColumnNames,
  context: Context,
): Trigger | undefined {
  const address = [relation.schema, relation.name, row.name];
  if (row.from) {
    context.note('constraint trigger with FROM', address);
    return undefined;
  }
  const texts = textsOf(row, address, context);
  if (texts === undefined) return undefined;
  return {
    name: row.name,
    timing: row.type & bits.insteadOf ? 'instead of' : row.type & bits.before ? 'before' : 'after',
    events: events(row, columns),
    forEach: row.type & bits.row ? 'row' : 'statement',
    ...texts.when,
    ...(row.constraint ? { constraint: { deferral: deferralOf(row) } } : {}),
    referencing: {
      ...(row.old_table === null ? {} : { oldTable: row.old_table }),
      ...(row.new_table === null ? {} : { newTable: row.new_table }),
    },
    execute: { ...routineSchema(row), name: row.routine_name, arguments: texts.arguments },
    enabled: enabled[row.enabled],
    ...context.commented('pg_trigger', row.oid),
    hints: {},
  };
}

function events(row: TriggerRow, columns: ColumnNames): readonly TriggerEvent[] {
  const update: TriggerEvent = { kind: 'update', columns: columns.names(row.relation, row.columns) };
  return [
    ...(row.type & bits.insert ? [{ kind: 'insert' } as const] : []),
    ...(row.type & bits.update ? [update] : []),
    ...(row.type & bits.delete ? [{ kind: 'delete' } as const] : []),
    ...(row.type & bits.truncate ? [{ kind: 'truncate' } as const] : []),
  ];
}

/** Absent where specs have none: functions of PostgreSQL's own, and what an extension brought into public. */
function routineSchema(row: TriggerRow): { readonly schema?: string } {
  const found =
    row.routine_schema === 'pg_catalog' || (row.routine_of_extension && row.routine_schema === 'public');
  return found ? {} : { schema: row.routine_schema };
}

type Texts = { readonly when: { readonly when?: Sql }; readonly arguments: readonly string[] };

/** `CREATE TRIGGER … FOR EACH ROW WHEN (condition) EXECUTE FUNCTION f('a')` */
function textsOf({ definition }: TriggerRow, names: readonly string[], context: Context): Texts | undefined {
  if (definition === null) return { when: {}, arguments: [] };
  const [ifKeyword, callKeyword] = [' WHEN (', ' EXECUTE FUNCTION '];
  const start = findKeyword(definition, ifKeyword) + ifKeyword.length - 1;
  const hasCondition = start >= ifKeyword.length - 1;
  const end = hasCondition ? tokenEnd(definition, start) : 0;
  const call = definition.slice(findKeyword(definition, callKeyword, end) + callKeyword.length);
  const execute = context.read(context.grammar.routineCall(call), names);
  if (execute === undefined) return undefined;
  if (!hasCondition) return { when: {}, arguments: execute.arguments };
  const when = context.read(context.grammar.expression(definition.slice(start + 1, end - 1)), names);
  return when && { when: { when }, arguments: execute.arguments };
}
