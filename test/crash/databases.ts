import pg from 'pg';

/** The databases of a server that is tried out on. */
export type Databases = {
  urlOf(database: string): string;
  connect(database: string): Promise<pg.Client>;
  create(database: string): Promise<void>;
  /** @param template nobody may be connected to it */
  copy(template: string, database: string): Promise<void>;
  drop(database: string): Promise<void>;
  /** Ends a session and returns when it has ended. */
  terminate(backend: number): Promise<void>;
  /** After the server was stopped and started again. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
};

/** @param url of any database of the server */
export async function databasesOf(url: string): Promise<Databases> {
  const urlOf = (database: string) => {
    const changed = new URL(url);
    changed.pathname = database;
    return changed.href;
  };
  const connect = async (database: string) => {
    const client = new pg.Client(urlOf(database));
    // The server is stopped under it.
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  let administrator = await connect('postgres');
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: the driver wants it so. */
  const command = (text: string, values: readonly unknown[] = []) => {
    const next = last.then(() => administrator.query(text, [...values]));
    last = next.catch(() => {});
    return next;
  };
  return {
    urlOf,
    connect,
    // Of the two strategies the faster on an idle server without fsync.
    create: async (database) => {
      await command(`CREATE DATABASE ${database} TEMPLATE template0 STRATEGY file_copy`);
    },
    copy: async (template, database) => {
      await command(`CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY file_copy`);
    },
    drop: async (database) => {
      await command(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    },
    terminate: async (backend) => {
      await command('SELECT pg_terminate_backend($1)', [backend]);
      while ((await command('SELECT FROM pg_stat_activity WHERE pid = $1', [backend])).rowCount === 1);
    },
    reconnect: async () => {
      administrator = await connect('postgres');
    },
    close: () => administrator.end(),
  };
}

let count = 0;

/** The name of a database that no other test takes. */
export function newName(): string {
  count += 1;
  return `crash_${process.pid}_${count}`;
}
