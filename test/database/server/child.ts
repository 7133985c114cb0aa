/** A process of its own that starts a server, reports it in a line of JSON, and then does as its arguments say. */
import { startEmbedded, startScratch } from '../../../src/database/server/index.ts';

const [kind, next, project = ''] = process.argv.slice(2);

const server =
  kind === 'scratch'
    ? await startScratch({ major: 18 })
    : await startEmbedded({ project, major: 18, database: 'app' });

process.stdout.write(
  `${JSON.stringify({ url: server.url, pid: server.pid, socketDirectory: server.socketDirectory })}\n`,
);

switch (next) {
  case 'wait':
    setInterval(() => {}, 60_000);
    break;
  case 'exit':
    process.exit(3);
    break;
  case 'throw':
    setImmediate(() => {
      throw new Error('uncaught');
    });
    break;
  case 'handle':
    process.once('SIGINT', () => {
      void server.stop().then(() => process.exit(4));
    });
    setInterval(() => {}, 60_000);
    break;
  case 'end':
    break;
  default:
    throw new Error(`what is ${next}?`);
}
