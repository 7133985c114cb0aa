import * as Flags from '@oclif/core/flags';
import { projectAt } from '../release/project.ts';
import { BaseCommand } from './base-command.ts';

export default class Postgres extends BaseCommand {
  static override readonly summary = 'Run the embedded PostgreSQL server of this project until Ctrl-C.';

  static override readonly description =
    'Prints the URL of its database on standard output. The data stay from one time to the next; every project has its own.';

  static override readonly examples = [
    {
      description: 'On a Unix socket, which no other user of this machine can use:',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'On a port of 127.0.0.1 as well, for programs that know no sockets:',
      command: '<%= config.bin %> <%= command.id %> --port 5433',
    },
  ];

  static override readonly flags = {
    port: Flags.integer({
      min: 1,
      max: 65_535,
      helpValue: 'N',
      summary: 'Listen on this port of 127.0.0.1 as well.',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Postgres);
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
    const { postgres } = await import('../operations/postgres.ts');
    // A server needs no spec.
    const server = await postgres(projectAt(flags['spec-dir']), flags.port);
    const { url, major } = server;
    if (this.jsonEnabled()) this.logJson({ url, major });
    else {
      this.print(url);
      this.progress(`PostgreSQL ${major} runs. To connect:  psql "${url}"\nTo stop it, press Ctrl-C.`);
    }
    await server.keep(stop.signal);
  }
}
