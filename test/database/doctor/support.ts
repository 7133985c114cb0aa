import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { examine } from '../../../src/database/doctor/examine.ts';
import {
  type Examined,
  type Limits,
  type ProjectFacts,
  usualLimits,
} from '../../../src/database/doctor/facts.ts';
import type { Server } from '../../../src/database/server/index.ts';
import { connect } from '../../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { loadChain } from '../../../src/release/load-chain.ts';
import { ReleasedModels } from '../../../src/release/models.ts';
import type { Project } from '../../../src/release/project.ts';

/** A database on a server of which a test may change all. */
export type OwnDatabase = {
  readonly name: string;
  /** Of its superuser, or of another role that needs no password. */
  url(role?: string): string;
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Another session, which ends with the database. */
  session(role?: string): Promise<pg.Client>;
  drop(): Promise<void>;
};

export async function ownDatabase(server: Server): Promise<OwnDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const sessions: pg.Client[] = [];
  const url = (role = 'postgres', database = name) =>
    server.url.replace('//postgres@', `//${role}@`).replace(/postgres$/, database);
  const session = async (role?: string, database?: string) => {
    const client = new pg.Client(url(role, database));
    client.on('error', () => {});
    await client.connect();
    sessions.push(client);
    return client;
  };
  const administrator = await session('postgres', 'postgres');
  await administrator.query(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY file_copy`);
  const own = await session();
  return {
    name,
    url,
    session,
    query: async (sql) => (await own.query<Record<string, unknown>>(sql)).rows,
    drop: async () => {
      const [, ...others] = sessions;
      await Promise.all(others.map((client) => client.end()));
      await administrator.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await administrator.end();
    },
  };
}

export async function factsOf(project: Project): Promise<ProjectFacts> {
  const { releases } = await loadChain(project);
  const models = new ReleasedModels(releases);
  return { releases, head: await models.at(releases.length), at: (number) => models.at(number) };
}

/** Everything that is found on a target. */
export async function findingsOf(
  url: string,
  project?: ProjectFacts,
  limits: Limits = usualLimits,
): Promise<readonly Examined[]> {
  const session = await connect(parseTargetUrl(url, 'DATABASE_URL'), () => {});
  const found: Examined[] = [];
  try {
    await examine(session, project, limits, (finding) => found.push(finding));
  } finally {
    await session.close();
  }
  return found;
}

/** What one check has found, without what says which. */
export function by(check: string, findings: readonly Examined[]) {
  return findings
    .filter((finding) => finding.check === check)
    .map(({ group: _group, check: _check, ...finding }) => finding);
}

export type Pooler = { readonly port: number; close(): Promise<void> };

/**
 * A port that leads to a server as PgBouncer would: the process that it announces is none, and between transactions the client gets
 * another of its sessions.
 *
 * @param sessions how many it has of the server for each client
 * @param queries after how many it cuts the connection
 */
export async function startPooler(
  server: Server,
  sessions: number,
  queries = Number.POSITIVE_INFINITY,
): Promise<Pooler> {
  const net = createServer((client) => pool(client, server, sessions, queries));
  await new Promise<void>((resolve) => net.listen(0, '127.0.0.1', resolve));
  return {
    port: (net.address() as AddressInfo).port,
    close: () => new Promise((resolve) => net.close(() => resolve())),
  };
}

/** `Z`, its length, and that no transaction is open. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

function pool(client: Socket, server: Server, count: number, queries: number): void {
  const backends = Array.from({ length: count }, () =>
    connectSocket(`${server.socketDirectory}/.s.PGSQL.5432`),
  );
  let current = 0;
  let asked = 0;
  let started = false;
  for (const socket of [client, ...backends]) {
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const other of [client, ...backends]) other.destroy();
    });
  }
  client.on('data', (data) => {
    // The first packet is the same for all of them.
    if (!started) for (const backend of backends) backend.write(data);
    else if (asked++ >= queries) client.destroy();
    else backends[current]?.write(data);
    started = true;
  });
  // The client is greeted once all of them can be asked.
  const greetings = backends.map(() => Buffer.alloc(0));
  const isGreeted = (greeting: Buffer) => greeting.subarray(-ready.length).equals(ready);
  for (const [index, backend] of backends.entries()) {
    backend.on('data', (data) => {
      if (isGreeted(greetings[index] ?? data)) {
        // Before the client can ask again.
        if (data.subarray(-ready.length).equals(ready)) current = (current + 1) % backends.length;
        client.write(data);
        return;
      }
      greetings[index] = Buffer.concat([greetings[index] ?? data, data]);
      if (greetings.every(isGreeted)) client.write(withoutProcess(greetings[0] ?? data));
    });
  }
}

/** With process 1 where the server says which it is: `K`, its length, the process. */
function withoutProcess(data: Buffer): Buffer {
  const at = data.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
  if (at >= 0) data.writeInt32BE(1, at + 5);
  return data;
}
