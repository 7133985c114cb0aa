import { routinesNamed } from '../../model/dependencies.ts';
import type { Model } from '../../model/model.ts';
import type { MentionedName, Sql } from '../../model/sql.ts';

/**
 * Whether ADD COLUMN … DEFAULT with this expression writes the whole table: PostgreSQL stores one value for all existing rows only where
 * no function in it is volatile. A function that is neither known here nor in the model counts as volatile, which only costs time.
 */
export function isVolatile(expression: Sql, model: Model): boolean {
  return expression.mentions.routines.some((name) => isVolatileRoutine(name, model));
}

function isVolatileRoutine(name: MentionedName, model: Model): boolean {
  const own = routinesNamed(model, name);
  if (own.length > 0) {
    return own.some((id) => {
      const routine = model.objects.get(id);
      return routine?.kind !== 'function' || routine.volatility === 'volatile';
    });
  }
  return name.schema !== undefined || !steady.has(name.name);
}

/** Built-in functions that people use in defaults and that are stable or immutable (pg_proc.provolatile). */
const steady: ReadonlySet<string> = new Set([
  'abs',
  'age',
  'array_fill',
  'array_to_string',
  'ceil',
  'ceiling',
  'chr',
  'concat',
  'concat_ws',
  'current_database',
  'current_schema',
  'current_setting',
  'date_part',
  'date_trunc',
  'decode',
  'encode',
  'floor',
  'format',
  'initcap',
  'int4range',
  'int8range',
  'daterange',
  'numrange',
  'tsrange',
  'tstzrange',
  'json_build_array',
  'json_build_object',
  'jsonb_build_array',
  'jsonb_build_object',
  'left',
  'length',
  'lower',
  'lpad',
  'make_date',
  'make_interval',
  'make_time',
  'make_timestamp',
  'make_timestamptz',
  'md5',
  'now',
  'repeat',
  'replace',
  'right',
  'round',
  'rpad',
  'sha256',
  'split_part',
  'statement_timestamp',
  'string_to_array',
  'substr',
  'substring',
  'timezone',
  'to_char',
  'to_date',
  'to_json',
  'to_jsonb',
  'to_number',
  'to_timestamp',
  'to_tsvector',
  'transaction_timestamp',
  'trunc',
  'upper',
]);
