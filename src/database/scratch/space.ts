import { randomInt } from 'node:crypto';
import type pg from 'pg';
import type { Major } from '../../model/model.ts';
import { quoteName } from '../../sql/quote.ts';
import { type Server, startScratch } from '../server/index.ts';
import { connect } from '../target/connect.ts';
import type { ServerVersion, Session } from '../target/session.ts';
import { parseTargetUrl, type TargetUrl } from '../target/url.ts';

/** A server on which databases can be made and thrown away. */
export type ScratchSpace = {
  readonly server: ServerVersion;
  /** An empty database. */
  makeDatabase(): Promise<ScratchDatabase>;
  /**
   * Makes another one with all that this one has, to which nobody may be connected. Undefined where that may take longer than to
   * build it again: on a server that waits for its disk.
   */
  readonly copy: ((database: ScratchDatabase) => Promise<ScratchDatabase>) | undefined;
  /** Takes one away before the rest, whoever is still connected to it. */
  drop(database: ScratchDatabase): Promise<void>;
  /** Takes away whatever was made. */
  close(): Promise<void>;
};

export type ScratchDatabase = {
  readonly name: string;
  /** With its password, if there is one. */
  readonly url: TargetUrl;
  connect(): Promise<Session>;
};

/** Where scratch databases are made: on a server that this program starts, or on one that people name. */
export type ScratchChoice =
  | { readonly kind: 'embedded'; readonly major: Major }
  | { readonly kind: 'url'; readonly url: TargetUrl };

/**
 * @param signal gives up the start of a server
 * @throws DiagnosticError with the codes `server-…` or `target-…`; the reason of `signal` where that aborts
 */
export async function openScratch(choice: ScratchChoice, signal?: AbortSignal): Promise<ScratchSpace> {
  if (choice.kind === 'url') return openOn(choice.url, undefined);
  const server = await startScratch({ major: choice.major, ...(signal === undefined ? {} : { signal }) });
  try {
    return await openOn(parseTargetUrl(server.url, 'the scratch server'), server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** What names of scratch databases begin with. The number that follows is that of the run which made them. */
const prefix = 'learnr_schema_scratch_';

/** `learn` in ASCII: the class of the advisory locks by which runs know whether another one lives. */
const lockClass = 0x6c656172;

/** @param own the server, where it goes together with its databases */
async function openOn(url: TargetUrl, own: Server | undefined): Promise<ScratchSpace> {
  const administrator = await connect(url, () => {});
  const run = randomInt(1, 999_999_999);
  const made = new Set<string>();
  // To make a database takes longer than to build most schemas, and a server of our own has some that are empty.
  const unused = own === undefined ? [] : ['postgres', 'template1'];
  let count = 0;
  let making: Promise<unknown> = Promise.resolve();
  const drop = async (name: string) => {
    await administrator.client.query(`DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`);
  };
  try {
    await administrator.client.query('SELECT pg_advisory_lock($1::integer, $2::integer)', [lockClass, run]);
    await sweepDatabases(administrator.client);
  } catch (error) {
    await administrator.close();
    throw error;
  }
  const databaseNamed = (name: string): ScratchDatabase => {
    const place: TargetUrl = { ...url, database: name };
    return { name, url: place, connect: () => connect(place, () => {}) };
  };
  const make = async (template: string): Promise<ScratchDatabase> => {
    count += 1;
    const name = `${prefix}${run}_${count}`;
    made.add(name);
    // One after the other: there is one connection for it. Of the two strategies the faster one for small databases.
    const next = making.then(() =>
      administrator.client.query(
        `CREATE DATABASE ${name} TEMPLATE ${quoteName(template)} STRATEGY file_copy`,
      ),
    );
    making = next.catch(() => {});
    await next;
    return databaseNamed(name);
  };
  return {
    server: administrator.server,
    makeDatabase: async () => {
      const present = unused.shift();
      return present === undefined ? make('template0') : databaseNamed(present);
    },
    copy: own === undefined ? undefined : ({ name }) => make(name),
    drop: async ({ name }) => {
      // Those that the server had go with it.
      if (made.delete(name)) await drop(name);
    },
    close: async () => {
      try {
        if (own === undefined) for (const name of made) await drop(name);
      } finally {
        await administrator.close();
        await own?.stop();
      }
    },
  };
}

/** Drops the databases of runs that were killed. A run holds its lock for as long as it lives. */
async function sweepDatabases(client: pg.Client): Promise<void> {
  // A lock can only be asked for in the database that it is of, and a run may hold its own in any: pg_locks shows all.
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname ~ '^${prefix}[0-9]{1,9}_[0-9]+$' AND NOT EXISTS (
  SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND classid = $1
    AND objid = substring(datname FROM '^${prefix}([0-9]+)_')::oid)`,
    [lockClass],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`);
}
