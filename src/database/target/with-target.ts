import { type Server, startEmbedded } from '../server/index.ts';
import type { TargetChoice } from './choice.ts';
import { connect } from './connect.ts';
import type { OnEvent } from './events.ts';
import { checkServerVersion } from './server-version.ts';
import type { Session } from './session.ts';
import { sessionError } from './session-error.ts';
import { parseTargetUrl } from './url.ts';

/** The database of an embedded server: every project has a server of its own, so one name does for all. */
export const embeddedDatabase = 'app';

/** The version of an embedded server. */
export const embeddedMajor = 18;

/**
 * Starts the embedded server if that is the target, connects, does something, and closes and stops it all, whatever happens.
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
    checkServerVersion(session.server, onEvent);
    return await action(session);
  } catch (error) {
    throw sessionError(error, url);
  } finally {
    await session.close();
  }
}
