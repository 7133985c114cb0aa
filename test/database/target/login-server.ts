import { readFileSync } from 'node:fs';
import { type AddressInfo, connect as connectSocket, createServer, type Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Major, type Server, startScratch } from '../../../src/database/server/index.ts';
import { quoteName, quoteText } from '../../../src/sql/quote.ts';

/** Of this name and no other, and nobody’s: only for tests. */
export const certificateFile = fileURLToPath(new URL('localhost.pem', import.meta.url));

/** A server that wants passwords of everyone but its superuser, also behind TCP ports that lead to its socket. */
export type LoginServer = {
  readonly server: Server;
  /** Of 127.0.0.1, without TLS. */
  readonly port: number;
  /** Of 127.0.0.1, only with TLS and the certificate of `localhost`. */
  readonly tlsPort: number;
  addRole(name: string, password: string): Promise<void>;
  stop(): Promise<void>;
};

export async function startLoginServer(major: Major): Promise<LoginServer> {
  const server = await startScratch({ major });
  const administrator = new pg.Client(server.url);
  administrator.on('error', () => {});
  await administrator.connect();
  const addRole = async (name: string, password: string) => {
    await administrator.query(`CREATE ROLE ${quoteName(name)} LOGIN PASSWORD ${quoteText(password)}`);
  };
  await addRole('nobody', 'right');
  const { rows } = await administrator.query<{ hba_file: string }>('SHOW hba_file');
  await administrator.query(
    `COPY (VALUES ('local all postgres trust'), ('local all all scram-sha-256')) TO ${quoteText(rows[0]?.hba_file ?? '')}`,
  );
  await administrator.query('SELECT pg_reload_conf()');
  // It reads its configuration in its own time.
  while (await letsIn(server)) await pause(1);
  const plain = passage(server);
  const encrypted = tlsPassage(server);
  return {
    server,
    port: await listening(plain),
    tlsPort: await listening(encrypted),
    addRole,
    stop: async () => {
      for (const net of [plain, encrypted]) net.close();
      await administrator.end();
      await server.stop();
    },
  };
}

/** Whether it still takes somebody with a wrong password. */
async function letsIn(server: Server): Promise<boolean> {
  const client = new pg.Client({
    ...{ host: server.socketDirectory, user: 'nobody', database: 'postgres', password: 'wrong' },
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function socketOf(server: Server): string {
  return `${server.socketDirectory}/.s.PGSQL.5432`;
}

function passage(server: Server): NetServer {
  return createServer((socket) => {
    const inner = connectSocket(socketOf(server));
    socket.pipe(inner).pipe(socket);
    for (const end of [socket, inner]) end.on('error', () => {});
  });
}

/** Answers SSLRequest with `S`, and goes on encrypted, as PostgreSQL does. */
function tlsPassage(server: Server): NetServer {
  const pem = readFileSync(certificateFile);
  return createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, key: pem, cert: pem });
      const inner = connectSocket(socketOf(server));
      for (const end of [secure, inner]) end.on('error', () => {});
      secure.pipe(inner).pipe(secure);
    });
  });
}

export async function listening(net: NetServer): Promise<number> {
  await new Promise<void>((resolve) => net.listen(0, '127.0.0.1', resolve));
  return (net.address() as AddressInfo).port;
}
