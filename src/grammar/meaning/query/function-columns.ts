import { type Fields, isFields, listOf, nodeOf, stringsOf } from '../../tree.ts';

/** Set-returning functions of one column without a name of its own, and those whose columns have names (proargnames). */
const columnsByFunction: Readonly<Record<string, readonly string[] | 'alias'>> = {
  generate_series: 'alias',
  generate_subscripts: 'alias',
  json_array_elements: ['value'],
  json_array_elements_text: ['value'],
  json_each: ['key', 'value'],
  json_each_text: ['key', 'value'],
  json_object_keys: 'alias',
  jsonb_array_elements: ['value'],
  jsonb_array_elements_text: ['value'],
  jsonb_each: ['key', 'value'],
  jsonb_each_text: ['key', 'value'],
  jsonb_object_keys: 'alias',
  regexp_split_to_table: 'alias',
  string_to_table: 'alias',
  unnest: 'alias',
};

/** The names that a function in FROM gives to itself and its columns; the server always prints them. */
export function functionColumns(
  functions: unknown,
  alias: string | undefined,
): { readonly name: string; readonly columns: readonly string[]; readonly call: unknown } | undefined {
  const [item, ...others] = listOf(functions);
  const [call] = isFields(item) ? listOf((nodeOf(item).fields as Fields)['items']) : [];
  const { kind, fields } = isFields(call) ? nodeOf(call) : { kind: undefined, fields: {} as Fields };
  if (kind !== 'FuncCall' || others.length > 0) return undefined;
  const [name, schema] = [...stringsOf(fields['funcname'])].reverse();
  if (name === undefined || (schema !== undefined && schema !== 'pg_catalog')) return undefined;
  // unnest(a, b) has a column for each.
  if (listOf(fields['args']).length > 1 && name === 'unnest') return undefined;
  const columns = Object.hasOwn(columnsByFunction, name) ? columnsByFunction[name] : undefined;
  if (columns === undefined) return undefined;
  return { name: alias ?? name, columns: columns === 'alias' ? [alias ?? name] : columns, call };
}
