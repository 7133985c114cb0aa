import * as Args from '@oclif/core/args';
import { quietly } from './shared/reading.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Preflight extends TargetCommand {
  static override readonly summary = 'Look for what the way to a release would fail of, before it runs.';

  static override readonly description =
    'Asks the rows of the database: NULLs, duplicates, orphans, checks, values that a narrower type cuts, enum values in use; and looks for extensions, rights, names in the way and long transactions. Finds all at once and changes nothing. Exits with 1 where a step would fail; warnings do not.';

  static override readonly examples = [
    { description: 'To the newest release:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    {
      description: 'Back to release 001, for a program:',
      command: '<%= config.bin %> <%= command.id %> 001 --json',
    },
  ];

  static override readonly args = {
    release: Args.string({ description: '002, base or head, in either direction.', default: 'head' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Preflight);
    const [{ preflightTarget }, { counts, preflightJson, renderPreflight }, { exitCodes }, request] =
      await Promise.all([
        import('../operations/preflight.ts'),
        import('../output/preflight/report.ts'),
        import('../output/failure.ts'),
        this.request(flags),
      ]);
    const found = await preflightTarget(quietly(request), args.release);
    this.print(renderPreflight(found, this.style, this.width));
    if (counts(found).error > 0) this.exitWith(exitCodes.userError);
    return preflightJson(found);
  }
}
