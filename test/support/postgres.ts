import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Major } from '../../src/database/server/index.ts';

/** The URL of database `postgres` on the server of this version that all tests share. Leave that database as it is. */
export function scratchServer(major: Major): string {
  const url = inject('servers')[major];
  if (url === undefined) throw new Error(`global-setup.ts has started no PostgreSQL ${major}`);
  return url;
}

/** A database that one test has for itself. */
export type FreshDatabase = {
  readonly url: string;
  /** Connected; `drop` ends it. */
  readonly client: pg.Client;
  /** Drops the database, whoever is still connected to it. */
  drop(): Promise<void>;
};

/** Makes an empty database on the shared server. What a test does to roles and settings of the server, others see. */
export async function freshDatabase(major: Major): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(scratchServer(major));
  url.pathname = name;
  const administrator = await administratorOf(major);
  // Of the two strategies the faster on an idle server without fsync.
  await administrator.query(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY file_copy`);
  const client = await connect(url.href);
  return {
    url: url.href,
    client,
    drop: async () => {
      await client.end();
      await administrator.query(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const administrators = new Map<Major, Promise<pg.Client>>();

/** One connection for each version in each test process, which ends with it. */
function administratorOf(major: Major): Promise<pg.Client> {
  const known = administrators.get(major);
  if (known !== undefined) return known;
  const connecting = connect(scratchServer(major));
  administrators.set(major, connecting);
  return connecting;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  // The server is stopped, or the database dropped, under a test that is already over.
  client.on('error', () => {});
  await client.connect();
  return client;
}
