import type { Code } from '../../diagnostic/codes.ts';
import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { type Server, startEmbedded } from '../server/index.ts';
import type { TargetChoice } from './choice.ts';
import { connect } from './connect.ts';
import type { OnEvent } from './events.ts';
import { endsSession } from './server-error.ts';
import type { Session } from './session.ts';
import { sessionError } from './session-error.ts';
import { parseTargetUrl } from './url.ts';

/** The database of an embedded server: every project has a server of its own, so one name does for all. */
export const embeddedDatabase = 'app';

/** The version of an embedded server. */
export const embeddedMajor = 18;

/**
 * Starts the embedded server if that is the target, connects, does something, and closes and stops it all, whatever happens.
 * What it does on an embedded server must be able to run again where it stopped, since that server can be taken away.
 *
 * @param project absolute path of the project, whose data the embedded server keeps
 * @throws DiagnosticError with the codes `target-…` and `server-…`, and what `action` throws
 */
export async function withTarget<T>(
  choice: TargetChoice,
  project: string,
  onEvent: OnEvent,
  action: (session: Session) => Promise<T>,
): Promise<T> {
  if (choice.kind === 'url') return withSession(choice.url, onEvent, action);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withEmbedded(project, onEvent, action);
    } catch (error) {
      if (attempt === embeddedAttempts || !wasStopped(error)) throw error;
    }
  }
}

/** Another process that started the server stops it when it ends, also while we are at work on it. */
const embeddedAttempts = 5;

const signs: ReadonlySet<Code> = new Set<Code>([
  'target-connection-lost',
  'target-connection',
  'target-refused',
  'target-busy',
]);

function wasStopped(error: unknown): boolean {
  if (!(error instanceof DiagnosticError)) return endsSession(error);
  return error.diagnostics.every(
    ({ code, message }) =>
      // A server that comes up in the very moment in which the other removes its lock file.
      signs.has(code) || (code === 'server-start-failed' && message.includes('postmaster.pid')),
  );
}

async function withEmbedded<T>(
  project: string,
  onEvent: OnEvent,
  action: (session: Session) => Promise<T>,
): Promise<T> {
  const server = await startProjectServer(project);
  try {
    return await withSession(parseTargetUrl(server.url, 'the embedded server'), onEvent, action);
  } finally {
    await server.stop();
  }
}

/** The embedded server of a project, with its database; see {@link startEmbedded}. */
export function startProjectServer(project: string, port?: number): Promise<Server> {
  return startEmbedded({
    project,
    major: embeddedMajor,
    database: embeddedDatabase,
    ...(port === undefined ? {} : { port }),
  });
}

async function withSession<T>(
  url: Session['url'],
  onEvent: OnEvent,
  action: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await connect(url, onEvent);
  try {
    onEvent({ kind: 'connected', url: url.shown, server: session.server.text });
    return await action(session);
  } catch (error) {
    throw sessionError(error, url);
  } finally {
    await session.close();
  }
}
