import * as Flags from '@oclif/core/flags';
import { TargetCommand } from './shared/target-command.ts';

export default class Unlock extends TargetCommand {
  static override readonly summary = 'Free a database that a dead deployer keeps locked.';

  static override readonly description =
    'One deployer works on a database at a time. Where its program was killed or its network cut, the server can keep its session, and with it the lock, for a long time. This shows whose session it is, and ends it if it has said nothing for a minute. Exits with 1 where it works.';

  static override readonly examples = [
    { description: 'Of the embedded database:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    {
      description: 'Also while it works; what it is at is undone by the server:',
      command: '<%= config.bin %> <%= command.id %> --force --embedded',
    },
  ];

  static override readonly flags = {
    force: Flags.boolean({ summary: 'End the session that holds the lock, whatever it does.' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Unlock);
    const [{ silenceMs, unlock }, { renderUnlocked, unlockedJson }, request] = await Promise.all([
      import('../operations/unlock.ts'),
      import('../output/target/unlock.ts'),
      this.request(flags),
    ]);
    // What it says of the target stands in the result.
    const result = await unlock(
      { ...request, onEvent: (event) => event.kind !== 'connected' && request.onEvent(event) },
      silenceMs,
      flags.force,
    );
    this.print(renderUnlocked(result, this.style, this.width));
    return unlockedJson(result);
  }
}
