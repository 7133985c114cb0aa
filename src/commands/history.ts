import * as Flags from '@oclif/core/flags';
import { TargetCommand } from './shared/target-command.ts';

export default class History extends TargetCommand {
  static override readonly summary = 'Show what was ever run on a database: when, by whom, how long.';

  static override readonly description =
    'Every run forward or backward, and every release that was recorded without one, the newest last; from the journal in the database. Changes nothing.';

  static override readonly examples = [
    { description: 'Of the embedded database:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    {
      description: 'With every step, its time and what went wrong:',
      command: '<%= config.bin %> <%= command.id %> --verbose --embedded',
    },
  ];

  static override readonly flags = {
    verbose: Flags.boolean({ summary: 'With every step: its state, milliseconds, attempts and last error.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(History);
    const [{ history }, { historyJson, renderHistory }, request] = await Promise.all([
      import('../operations/history.ts'),
      import('../output/target/history.ts'),
      this.request(flags),
    ]);
    // What it says of the target stands in the result.
    const found = await history({
      ...request,
      onEvent: (event) => event.kind !== 'connected' && request.onEvent(event),
    });
    this.print(renderHistory(found, flags.verbose, this.style, this.width));
    return historyJson(found);
  }
}
