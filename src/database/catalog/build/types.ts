import type { Grammar } from '../../../grammar/grammar.ts';
import type { DataType } from '../../../model/type.ts';
import type { TypeRow } from '../rows/types.ts';

/**
 * The type of an oid and what format_type() prints for it. Types that an extension brought into public have no schema, as in
 * specs, where nobody writes it.
 */
export function typesOf(rows: readonly TypeRow[], grammar: Grammar): (oid: number, text: string) => DataType {
  const outside = new Map(rows.map((row) => [row.oid, row]));
  const known = new Map<string, DataType>();
  return (oid, text) => {
    // Two types of one text would be in two schemas, and then one of them would be printed with its schema.
    const before = known.get(text);
    if (before !== undefined) return before;
    const type = typeOf(outside.get(oid), text, grammar);
    known.set(text, type);
    return type;
  };
}

function typeOf(row: TypeRow | undefined, text: string, grammar: Grammar): DataType {
  const parsed = grammar.dataType(text);
  const type = parsed.ok ? parsed.value.type : undefined;
  // Of pg_catalog: whatever stands there by its name alone.
  if (row === undefined) return type ?? { name: text, modifiers: [], array: false };
  return {
    ...(row.of_extension && row.schema === 'public' ? {} : { schema: row.schema }),
    name: row.name,
    modifiers: type?.modifiers ?? [],
    array: row.array,
  };
}
