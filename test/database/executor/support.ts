import { noMentions } from '../../../src/model/sql.ts';
import type { Statement } from '../../../src/sql/statement.ts';

/** Fills `items.value` in batches of two rows by `key`. */
export function fillValue(key: readonly string[], expression: string): Statement {
  return {
    kind: 'backfill',
    backfill: {
      table: { schema: 'public', name: 'items' },
      column: 'value',
      expression: { text: expression, key: expression, mentions: noMentions },
      key: key.map((name) => ({ name, type: { name: 'integer', modifiers: [], array: false } })),
      batchSize: 2,
    },
  };
}
