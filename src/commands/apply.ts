import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { MovingCommand } from './shared/moving-command.ts';

export default class Apply extends MovingCommand {
  static override readonly summary = 'Take a database forward to a release.';

  static override readonly description =
    'Runs what was reviewed: where generated/ is not what the releases render to, nothing runs. Before the first step it compares the database with its release and looks for rows that would stop the plan. A run that was interrupted is continued. Where another one is at work on the database, this one waits for it. Rows and values that a release drops are kept in the attic.';

  static override readonly aliases = ['upgrade'];

  static override readonly examples = [
    { description: 'To the newest release:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    { description: 'To release 002:', command: '<%= config.bin %> <%= command.id %> 002 --embedded' },
    { description: 'By one release:', command: '<%= config.bin %> <%= command.id %> --steps 1 --embedded' },
    {
      description: 'Only look what would run on another server:',
      command:
        '<%= config.bin %> <%= command.id %> --dry-run --database-url postgresql+asyncpg://user:password@host/database',
    },
    {
      description: 'As a script for someone else to run, from release 001 on:',
      command: '<%= config.bin %> <%= command.id %> --sql --from 001',
    },
  ];

  static override readonly args = {
    release: Args.string({ description: '002 or head; head where neither this nor --steps is given.' }),
  };

  static override readonly flags = {
    steps: Flags.integer({ min: 1, helpValue: 'N', summary: 'At most so many releases.' }),
    'defer-indexes': Flags.boolean({
      summary: 'Leave indexes that nothing else waits for to a later apply, to load rows in between.',
    }),
    'discard-data': Flags.boolean({ summary: 'Destroy what a release drops, instead of keeping it.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Apply);
    const [way, distance] = [await this.way(flags), await this.distance(args.release, flags.steps)];
    if (way === 'script') return this.printScript('forward', flags, distance);
    const [{ apply }, request, settings] = await Promise.all([
      import('../operations/apply.ts'),
      this.request(flags),
      this.settings(flags, {
        discardData: flags['discard-data'],
        deferIndexes: flags['defer-indexes'],
      }),
    ]);
    if (way === 'foresee') return this.printForeseen('forward', request, distance, settings);
    return this.printMoved(await apply(request, distance, settings));
  }
}
