import { once } from 'node:events';
import type { Server } from '../database/server/index.ts';
import { connect } from '../database/target/connect.ts';
import type { Session } from '../database/target/session.ts';
import { parseTargetUrl } from '../database/target/url.ts';
import { embeddedDatabase, startProjectServer } from '../database/target/with-target.ts';
import { fail } from '../diagnostic/diagnostic.ts';
import type { Project } from '../release/project.ts';
import { rootOf } from './root.ts';

/** An embedded server that runs in the foreground. */
export type Foreground = {
  readonly url: string;
  readonly major: number;
  /**
   * Keeps the server until `stop` aborts, and stops it then.
   *
   * @throws DiagnosticError `target-connection-lost` where the server ends by itself
   */
  keep(stop: AbortSignal): Promise<void>;
};

/**
 * Starts the embedded server of a project.
 *
 * @param port of 127.0.0.1 to listen on as well
 * @throws DiagnosticError with one of the codes `server-…`
 */
export async function postgres(project: Project, port: number | undefined): Promise<Foreground> {
  const server = await startProjectServer(rootOf(project), port);
  try {
    // A connection that does nothing sees the server end, whoever started it.
    const watch = await connect(parseTargetUrl(server.url, 'the embedded server'), () => {});
    const ended = new Promise<boolean>((resolve) => watch.client.once('end', () => resolve(true)));
    return {
      url: port === undefined ? server.url : `postgresql://postgres@127.0.0.1:${port}/${embeddedDatabase}`,
      major: server.major,
      keep: (stop) => keep(server, watch, ended, stop),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function keep(
  server: Server,
  watch: Session,
  ended: Promise<boolean>,
  stop: AbortSignal,
): Promise<void> {
  try {
    const stopped = stop.aborted ? Promise.resolve(false) : once(stop, 'abort').then(() => false);
    const byItself = await Promise.race([ended, stopped]);
    await watch.close();
    if (byItself && !stop.aborted)
      fail('target-connection-lost', 'the server has ended', 'Somebody stopped it, or its log says why.');
  } finally {
    await server.stop();
  }
}
