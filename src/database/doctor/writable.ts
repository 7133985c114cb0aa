import type { Check } from './facts.ts';

type Row = { readonly standby: boolean; readonly readonly: boolean };

/** `reset_val`, since the examination itself is read-only. */
const query = `
SELECT pg_is_in_recovery() AS standby,
  (SELECT reset_val = 'on' FROM pg_settings WHERE name = 'default_transaction_read_only') AS readonly`;

export const checkWritable: Check = async ({ client }) => {
  const { rows } = await client.query<Row>(query);
  const { standby, readonly } = rows[0] as Row;
  if (standby)
    return [
      {
        status: 'problem',
        code: 'target-read-only',
        title: 'a standby, which takes no changes',
        help: 'Name the primary server.',
      },
    ];
  if (readonly)
    return [
      {
        status: 'problem',
        code: 'target-read-only',
        title: 'transactions are read-only by default',
        help: 'Reset default_transaction_read_only for the role or the database.',
      },
    ];
  return [{ status: 'ok', title: 'takes changes' }];
};
