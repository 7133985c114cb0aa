import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { withTarget } from '../../../src/database/target/with-target.ts';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { listening } from './login-server.ts';

/** A message of PostgreSQL's protocol: its type, its length, and what is in it. */
function message(type: string, ...parts: readonly (Buffer | string | number)[]): Buffer {
  const body = Buffer.concat(parts.map(part));
  return Buffer.concat([Buffer.from(type), part(body.length + 4), body]);
}

function part(value: Buffer | string | number): Buffer {
  if (typeof value === 'string') return Buffer.from(`${value}\0`);
  if (typeof value !== 'number') return value;
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const short = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const ready = message('Z', Buffer.from('I'));
const welcome = Buffer.concat([message('R', 0), message('K', 1, 2), ready]);
const refusal = (code: string, text: string) =>
  message('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));

/** One row of texts. */
function answer(row: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(row);
  const columns = names.flatMap((name) => [name, 0, short(0), 25, short(-1), -1, short(0)]);
  const values = Object.values(row).flatMap((value) => [value.length, Buffer.from(value)]);
  return Buffer.concat([
    message('T', short(names.length), ...columns),
    message('D', short(names.length), ...values),
    message('C', 'SELECT 1'),
    ready,
  ]);
}

let fake: NetServer | undefined;
afterEach(
  () => new Promise<void>((resolve) => (fake === undefined ? resolve() : fake.close(() => resolve()))),
);

/** Connects to a server that does with each packet what the script says, and gives the diagnostic. */
async function diagnosticOf(...script: readonly ((socket: Socket) => void)[]) {
  fake = createServer((socket) => {
    let step = 0;
    socket.on('error', () => {}).on('data', () => script[step++]?.(socket));
  });
  const port = await listening(fake);
  const url = `postgresql://ada:hunter2@127.0.0.1:${port}/app?sslmode=disable&connect_timeout=0.2`;
  try {
    const session = await connect(parseTargetUrl(url, 'DATABASE_URL'), () => {});
    await session.close();
  } catch (error) {
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain('hunter2');
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics[0];
  }
  throw new Error('it connected');
}

const says = (bytes: Buffer) => (socket: Socket) => void socket.write(bytes);

describe('a server', () => {
  it('that is too old', async () => {
    expect(
      await diagnosticOf(says(welcome), says(answer({ major: '14', text: '14.9 (Debian 14.9-1)' }))),
    ).toEqual({
      code: 'target-version',
      message: 'the target runs PostgreSQL 14.9, and this program knows 15 to 18',
      help: 'Upgrade the server to PostgreSQL 15 or newer.',
    });
  });

  it('that lets in and then says nothing, as a pooler without its server', async () => {
    expect(await diagnosticOf(says(welcome))).toMatchObject({
      code: 'target-unreachable',
      message: expect.stringContaining('did not answer within 0.2 seconds'),
    });
  });

  it('that is silent in the middle of the login', async () => {
    expect(await diagnosticOf(says(message('R', 3)))).toMatchObject({ code: 'target-unreachable' });
  });

  it('that hangs up after the login', async () => {
    expect(await diagnosticOf((socket) => socket.end(welcome))).toMatchObject({ code: 'target-connection' });
  });

  it('that wants a login of another kind', async () => {
    expect(await diagnosticOf(says(message('R', 7)))).toMatchObject({ code: 'target-login' });
  });

  it.each([
    ['28P01', 'target-login'],
    ['28000', 'target-login'],
    ['3D000', 'target-no-database'],
    ['53300', 'target-busy'],
    ['57P03', 'target-busy'],
    ['42501', 'target-rights'],
    ['08P01', 'target-connection'],
  ])('that refuses with %s', async (sqlstate, code) => {
    const found = await diagnosticOf((socket) => socket.end(refusal(sqlstate, 'no')));
    expect(found).toMatchObject({ code, message: expect.stringContaining('ada:***@127.0.0.1') });
    expect(found?.help).not.toBe('');
  });

  it('whose socket has too long a path', async () => {
    const url = parseTargetUrl(`postgresql://%2F${'x'.repeat(200)}/app`, 'DATABASE_URL');
    await expect(connect(url, () => {})).rejects.toBeInstanceOf(DiagnosticError);
  });
});

it.each([15, 18] as const)('a connection that PostgreSQL %i cuts under a query', async (major) => {
  const database = await freshDatabase(major);
  const url = parseTargetUrl(database.url, 'DATABASE_URL');
  const cut = withTarget(
    { kind: 'url', url },
    '/nowhere',
    () => {},
    async ({ client }) => {
      await client.query('SELECT pg_terminate_backend(pg_backend_pid())');
    },
  );
  await expect(cut).rejects.toMatchObject({
    diagnostics: [{ code: 'target-connection-lost', help: 'Run the same command again.' }],
  });
  await database.drop();
});
