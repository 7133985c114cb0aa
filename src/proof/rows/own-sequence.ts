import { defaultSequenceName } from '../../model/default-names.ts';
import { fullName } from '../../sql/name.ts';
import { quoteText } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';

/**
 * SQL that gives the sequence of a serial or identity column as a regclass. Of several that belong to a column, pg_get_serial_sequence gives
 * any one.
 */
export function ownSequence(table: QualifiedName, column: string): string {
  const own = fullName({ schema: table.schema, name: defaultSequenceName(table.name, column) });
  const any = `pg_get_serial_sequence(${quoteText(fullName(table))}, ${quoteText(column)})`;
  return `coalesce(to_regclass(${quoteText(own)}), ${any}::regclass)`;
}
