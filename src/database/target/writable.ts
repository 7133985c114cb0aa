import { fail } from '../../diagnostic/diagnostic.ts';
import type { Session } from './session.ts';

/** @throws DiagnosticError `target-read-only` */
export async function checkWritable({ client, url }: Session): Promise<void> {
  const { rows } = await client.query<{ standby: boolean; readonly: boolean }>(
    `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only')::boolean AS readonly`,
  );
  if (rows[0]?.standby === true)
    fail('target-read-only', `${url.shown} is a standby, which takes no changes`, 'Name the primary server.');
  if (rows[0]?.readonly === true)
    fail(
      'target-read-only',
      `transactions on ${url.shown} are read-only by default`,
      'Reset default_transaction_read_only for the role or the database.',
    );
}
