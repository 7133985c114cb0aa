import type { Check } from './facts.ts';

type Row = {
  readonly ssl: boolean;
  readonly version: string | null;
  readonly cipher: string | null;
  readonly socket: boolean;
};

const query = `
SELECT coalesce(ssl, false) AS ssl, version, cipher, inet_client_addr() IS NULL AS socket
FROM (SELECT pg_backend_pid() AS pid) AS this LEFT JOIN pg_stat_ssl USING (pid)`;

/** For information: whoever wants to insist says so in the URL. */
export const checkEncryption: Check = async ({ client }) => {
  const { rows } = await client.query<Row>(query);
  const { ssl, version, cipher, socket } = rows[0] as Row;
  if (ssl) return [{ status: 'ok', title: `encrypted: ${version}, ${cipher}` }];
  if (socket) return [{ status: 'ok', title: 'a Unix socket, which needs no encryption' }];
  return [{ status: 'ok', title: 'not encrypted; sslmode=require insists on it' }];
};
