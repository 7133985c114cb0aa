import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { MovingCommand } from './shared/moving-command.ts';

export default class Rollback extends MovingCommand {
  static override readonly summary = 'Take a database back to an earlier release.';

  static override readonly description =
    'What a release has added goes. Tables and columns with something in them are kept in the attic, and are put back when the release is applied again; --discard-data destroys them.';

  static override readonly aliases = ['downgrade'];

  static override readonly examples = [
    { description: 'By one release:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    {
      description: 'To release 001, and look first what that means:',
      command: '<%= config.bin %> <%= command.id %> 001 --dry-run --embedded',
    },
    {
      description: 'To before the first release, with all data:',
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

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Rollback);
    const [way, distance] = [await this.way(flags), await this.distance(args.release, flags.steps)];
    if (way === 'script') return this.printScript('backward', flags, distance);
    const [{ rollback }, request, settings] = await Promise.all([
      import('../operations/rollback.ts'),
      this.request(flags),
      this.settings(flags, { discardData: flags['discard-data'], deferIndexes: false }),
    ]);
    if (way === 'foresee') return this.printForeseen('backward', request, distance, settings);
    return this.printMoved(await rollback(request, distance, settings));
  }
}
