import type { Started } from '../operations/start.ts';
import { BaseCommand } from './base-command.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Start extends TargetCommand {
  static override readonly hidden = true;

  static override readonly summary =
    'Apply every release to the embedded database, and show what there is: npm start.';

  /** It knows its target. */
  static override readonly baseFlags = BaseCommand.baseFlags as typeof TargetCommand.baseFlags;

  static override readonly examples = [
    { description: 'What npm start runs:', command: '<%= config.bin %> <%= command.id %>' },
  ];

  async run(): Promise<Started> {
    const { flags } = await this.parse(Start);
    const [{ start }, { renderWelcome }, onEvent] = await Promise.all([
      import('../operations/start.ts'),
      import('../output/target/welcome.ts'),
      this.onEvent(),
    ]);
    const started = await start({ project: this.project(flags), onEvent });
    this.print(renderWelcome(started, this.style));
    return started;
  }
}
