import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { Moved } from '../operations/target-request.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Apply extends TargetCommand {
  static override readonly summary = 'Take a database forward to a release.';

  static override readonly description =
    'Runs what was reviewed: where generated/ is not what the releases render to, nothing runs. A run that was interrupted is continued. Where another one is at work on the database, this one waits for it.';

  static override readonly examples = [
    { description: 'To the newest release:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    { description: 'To release 002:', command: '<%= config.bin %> <%= command.id %> 002 --embedded' },
    { description: 'By one release:', command: '<%= config.bin %> <%= command.id %> --steps 1 --embedded' },
    {
      description: 'On another server:',
      command:
        '<%= config.bin %> <%= command.id %> --database-url postgresql+asyncpg://user:password@host/database',
    },
  ];

  static override readonly args = {
    release: Args.string({ description: '002 or head; head where neither this nor --steps is given.' }),
  };

  static override readonly flags = {
    steps: Flags.integer({ min: 1, helpValue: 'N', summary: 'At most so many releases.' }),
  };

  async run(): Promise<Moved> {
    const { args, flags } = await this.parse(Apply);
    const [{ apply }, { renderMoved }, request, distance] = await Promise.all([
      import('../operations/apply.ts'),
      import('../output/target/moved.ts'),
      this.request(flags),
      this.distance(args.release, flags.steps),
    ]);
    const moved = await apply(request, distance);
    this.print(renderMoved(moved));
    return moved;
  }
}
