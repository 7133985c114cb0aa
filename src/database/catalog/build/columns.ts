import { defaultSequenceName } from '../../../model/default-names.ts';
import type { Column, ColumnValue } from '../../../model/schema-object.ts';
import { quoteText } from '../../../sql/quote.ts';
import type { ColumnRow } from '../rows/columns.ts';
import type { RelationRow } from '../rows/relations.ts';
import type { SequenceRow } from '../rows/sequences.ts';
import type { Context } from './context.ts';
import { sequenceOptions } from './sequences.ts';

/** What a column needs besides its row. */
export type ColumnParts = {
  /** Its default, or what it is generated from. */
  readonly expression: string | undefined;
  /** Sequences that belong to it. */
  readonly sequences: readonly SequenceRow[];
  readonly notNullIsValid: boolean;
};

/** A column, and the sequences that are no objects beside it. */
export type BuiltColumn = { readonly column: Column; readonly consumed: readonly SequenceRow[] };

export function buildColumn(
  row: ColumnRow,
  table: RelationRow,
  parts: ColumnParts,
  context: Context,
): BuiltColumn {
  const names = [table.schema, table.name, row.name];
  if (row.not_null && !parts.notNullIsValid) context.note('not null constraint that is not valid', names);
  if (row.hidden_collation === true) context.note('collation that needs its schema', names);
  const notNull = row.not_null && parts.notNullIsValid;
  const { value, consumed } = columnValue(row, table, parts, notNull, names, context);
  return {
    column: {
      name: row.name,
      type: context.type(row.type, row.type_text),
      ...(row.collation === null ? {} : { collation: row.collation }),
      notNull,
      value,
      ...context.commented('pg_class', row.relation, row.number),
      hints: {},
    },
    consumed,
  };
}

const none = { value: { kind: 'none' }, consumed: [] } as const;

function columnValue(
  row: ColumnRow,
  table: RelationRow,
  { expression, sequences }: ColumnParts,
  notNull: boolean,
  names: readonly string[],
  context: Context,
): { readonly value: ColumnValue; readonly consumed: readonly SequenceRow[] } {
  const inner = sequences.find(({ ownership }) => ownership === 'i');
  if (row.identity !== '' && inner !== undefined) {
    noteIdentity(row, table, inner, names, context);
    const value = {
      kind: 'identity',
      always: row.identity === 'a',
      options: sequenceOptions(inner),
    } as const;
    return { value, consumed: [inner] };
  }
  if (expression === undefined) return none;
  const serial = sequences.find((sequence) => isSerial(sequence, row, table, expression, context));
  if (serial !== undefined && notNull) return { value: { kind: 'serial' }, consumed: [serial] };
  const sql = context.read(context.grammar.expression(expression), names);
  if (sql === undefined) return none;
  const value: ColumnValue =
    row.generated === ''
      ? { kind: 'default', expression: sql }
      : { kind: 'generated', expression: sql, stored: row.generated === 's' };
  return { value, consumed: [] };
}

function noteIdentity(
  row: ColumnRow,
  table: RelationRow,
  sequence: SequenceRow,
  names: readonly string[],
  context: Context,
): void {
  if (sequence.name !== defaultSequenceName(table.name, row.name) || sequence.type !== row.type_text)
    context.note('identity sequence with a name or type of its own', names);
  if (sequence.unlogged !== table.unlogged)
    context.note('unlogged sequence', [sequence.schema, sequence.name]);
}

/** Whether the sequence is the one that `serial` makes, and nothing else about it is to be said. */
function isSerial(
  sequence: SequenceRow,
  column: ColumnRow,
  table: RelationRow,
  expression: string,
  context: Context,
): boolean {
  return (
    sequence.ownership === 'a' &&
    sequence.type === column.type_text &&
    sequence.schema === table.schema &&
    sequence.name === defaultSequenceName(table.name, column.name) &&
    sequence.unlogged === table.unlogged &&
    expression === `nextval(${quoteText(sequence.reference)}::regclass)` &&
    Object.keys(sequenceOptions(sequence)).length === 0 &&
    context.commented('pg_class', sequence.oid).comment === undefined
  );
}
