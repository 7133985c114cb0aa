import type { Sequence, SequenceOptions } from '../../../model/schema-object.ts';
import { normalSequenceOptions } from '../../../spec/read/sequence-options.ts';
import type { SequenceRow } from '../rows/sequences.ts';
import type { Context } from './context.ts';

export function sequenceOptions(row: SequenceRow): SequenceOptions {
  return normalSequenceOptions(row.type, {
    start: row.start,
    increment: row.increment,
    minValue: row.min,
    maxValue: row.max,
    cache: row.cache,
    cycle: row.cycle,
  });
}

export function buildSequence(row: SequenceRow, ownedBy: Sequence['ownedBy'], context: Context): Sequence {
  if (row.unlogged !== row.owner_unlogged) context.note('unlogged sequence', [row.schema, row.name]);
  return {
    kind: 'sequence',
    schema: row.schema,
    name: row.name,
    type: row.type,
    options: sequenceOptions(row),
    ...(ownedBy === undefined ? {} : { ownedBy }),
    ...context.commented('pg_class', row.oid),
    hints: {},
  };
}
