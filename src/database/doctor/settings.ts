import type { Finding } from '../../output/doctor/finding.ts';
import { visible } from '../target/visible.ts';
import type { Check } from './facts.ts';

type Row = {
  /** Set for the role or the database, as `name=value`. */
  readonly own: readonly string[];
  readonly replication: string;
  readonly tablespace: string;
};

const query = `
SELECT
  ARRAY(SELECT DISTINCT unnest(setconfig) FROM pg_db_role_setting
    WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
    ORDER BY 1) AS own,
  (SELECT reset_val FROM pg_settings WHERE name = 'session_replication_role') AS replication,
  (SELECT reset_val FROM pg_settings WHERE name = 'default_tablespace') AS tablespace`;

/** Those that connect() sets anew: what they say here has no effect on a run. */
const overridden: ReadonlySet<string> = new Set([
  'search_path',
  'client_min_messages',
  'lock_timeout',
  'statement_timeout',
  'transaction_timeout',
  'idle_session_timeout',
  'idle_in_transaction_session_timeout',
  'default_transaction_isolation',
  'default_transaction_deferrable',
  'standard_conforming_strings',
]);

/** Only settings that change what a run does. */
export const checkSettings: Check = async ({ client }) => {
  const { rows } = await client.query<Row>(query);
  return settingsFindings(rows[0] as Row);
};

export function settingsFindings({ own, replication, tablespace }: Row): readonly Finding[] {
  const set = own.filter((setting) => overridden.has(setting.split('=')[0] ?? ''));
  return [
    ...(set.length === 0
      ? []
      : [
          {
            status: 'ok',
            title: 'settings of the role or the database that a run overrides for itself',
            detail: set.map(visible),
          } as const,
        ]),
    ...(replication === 'origin'
      ? []
      : [
          {
            status: 'warning',
            title: `session_replication_role is ${visible(replication)}: triggers and foreign keys do not check rows`,
            help: 'Reset it for the role or the database, or rows that are filled may contradict the schema.',
          } as const,
        ]),
    ...(tablespace === ''
      ? []
      : [{ status: 'ok', title: `new tables and indexes go to tablespace ${visible(tablespace)}` } as const]),
  ];
}
