import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { Moved } from '../operations/target-request.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Rollback extends TargetCommand {
  static override readonly summary = 'Take a database back to an earlier release.';

  static override readonly description =
    'What a release has added goes. Where there is data in it, each table and column is named, and nothing runs unless --discard-data is given.';

  static override readonly examples = [
    { description: 'By one release:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    {
      description: 'To release 001, with the data of all that came after it:',
      command: '<%= config.bin %> <%= command.id %> 001 --discard-data --embedded',
    },
    {
      description: 'To before the first release:',
      command: '<%= config.bin %> <%= command.id %> base --discard-data --embedded',
    },
  ];

  static override readonly args = {
    release: Args.string({ description: '001 or base; one back where neither this nor --steps is given.' }),
  };

  static override readonly flags = {
    steps: Flags.integer({ min: 1, helpValue: 'N', summary: 'At most so many releases.' }),
    'discard-data': Flags.boolean({ summary: 'Destroy tables and columns with what is in them.' }),
  };

  async run(): Promise<Moved> {
    const { args, flags } = await this.parse(Rollback);
    const [{ rollback }, { renderMoved }, request, distance] = await Promise.all([
      import('../operations/rollback.ts'),
      import('../output/target/moved.ts'),
      this.request(flags),
      this.distance(args.release, flags.steps),
    ]);
    const moved = await rollback(request, distance, flags['discard-data']);
    this.print(renderMoved(moved));
    return moved;
  }
}
