import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { fastFolder } from '../support/fast-folder.ts';
import { Frames, sqlOf } from './frames.ts';

/**
 * When a run is interrupted, seen from a request of the client: `before` the server gets it; `after` the server has done it and
 * before the client knows; `inside`, while the server is at it.
 */
export type Moment = 'before' | 'after' | 'inside';

/** What is interrupted, and how. Requests are counted from 0. */
export type Interruption = {
  readonly at: number;
  readonly moment: Moment;
  /** For `inside`: before the server gets the request. */
  readonly prepare?: () => Promise<void>;
  /** Ends the run, one way or another; the request, or its answer, is held until then. */
  strike(victim: Victim): Promise<void>;
};

export type Victim = {
  /** Of the session's server process. */
  readonly backend: number;
  /** Has the server lose its client at once and without a word, as it does where a process is killed. */
  cut(): void;
};

/** A way to a server that notes what a client asks of it, and interrupts that once. */
export type Relay = {
  readonly url: string;
  /** The SQL of each request of the first session since {@link Relay.count}. A request is what the server answers as a whole. */
  readonly requests: readonly string[];
  /** Requests count from now on. */
  count(): void;
  close(): void;
};

/** Of all sockets; with a short path, since those of sockets have to be. */
let folder: string | undefined;

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

let last = 0;

/** @param url of a database on a Unix socket */
export async function openRelay(url: string, interruption?: Interruption): Promise<Relay> {
  folder ??= mkdtempSync(join(fastFolder(), 'crash-'));
  last += 1;
  const server = new URL(url);
  const socketOfServer = join(decodeURIComponent(server.hostname), `.s.PGSQL.${server.port}`);
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const state = { counts: false, sessions: 0 };

  const listener = createServer((client) => {
    const upstream = createConnection(socketOfServer);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.end());
    state.sessions += 1;
    const isFirst = state.sessions === 1;
    pass(
      client,
      upstream,
      (sql) => {
        if (!isFirst || !state.counts) return undefined;
        requests.push(sql);
        return requests.length - 1 === interruption?.at ? interruption : undefined;
      },
      cut,
    );
  });
  const cut = () => {
    listener.close();
    for (const socket of sockets) socket.destroy();
  };
  const path = join(folder, `.s.PGSQL.${last}`);
  await new Promise<void>((resolve) => listener.listen(path, resolve));
  return {
    url: `postgresql://postgres@${encodeURIComponent(folder)}:${last}${server.pathname}`,
    requests,
    count: () => {
      state.counts = true;
    },
    close: cut,
  };
}

/** @param note told of each request; gives the interruption that is to happen there */
function pass(
  client: Socket,
  upstream: Socket,
  note: (sql: string) => Interruption | undefined,
  cut: () => void,
): void {
  let backend = 0;
  /** Requests that the server has and has not answered. */
  let pending = 0;
  /** Called, once set, when the server has answered all that it has. */
  let onAnswer: (() => void) | undefined;
  /** From the interruption on: what the client has sent behind that request does not reach the server any more. */
  let interrupted = false;
  let held: Buffer[] | undefined;
  let request: Buffer[] = [];
  let sql = '';

  const send = (bytes: Buffer) => {
    pending += 1;
    upstream.write(bytes);
  };

  const interrupt = async (interruption: Interruption, bytes: Buffer) => {
    const { moment } = interruption;
    const victim = { backend, cut };
    if (moment === 'after') {
      held = [];
      const answered = new Promise<void>((resolve) => {
        onAnswer = resolve;
      });
      send(bytes);
      await answered;
    } else if (moment === 'inside') {
      await interruption.prepare?.();
      send(bytes);
    }
    await interruption.strike(victim);
    const answer = held ?? [];
    held = undefined;
    for (const part of answer) client.write(part);
  };

  const fromServer = new Frames('server');
  upstream.on('data', (bytes) => {
    if (held === undefined) client.write(bytes);
    else held.push(bytes);
    for (const frame of fromServer.take(bytes)) {
      // BackendKeyData, ReadyForQuery
      if (frame.type === 'K') backend = frame.bytes.readInt32BE(5);
      // The first of a session answers no request.
      if (frame.type === 'Z') pending = Math.max(0, pending - 1);
      if (frame.type === 'Z' && pending === 0) onAnswer?.();
    }
  });

  const fromClient = new Frames('client');
  client.on('data', (bytes) => {
    for (const frame of fromClient.take(bytes)) {
      if (interrupted) return;
      request.push(frame.bytes);
      sql = sqlOf(frame) ?? sql;
      // Messages before Sync make no request of their own.
      if (/^[PBDEC]$/.test(frame.type)) continue;
      const whole = Buffer.concat(request);
      const isRequest = /^[QS]$/.test(frame.type);
      const interruption = isRequest ? note(sql) : undefined;
      request = [];
      if (interruption !== undefined) {
        interrupted = true;
        void interrupt(interruption, whole);
      } else if (isRequest) send(whole);
      else upstream.write(whole);
    }
  });
}
