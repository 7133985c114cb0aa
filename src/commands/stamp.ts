import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { StampedJson } from '../output/drift/stamped.ts';
import { quietly, readingFlags, readingOf } from './shared/reading.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Stamp extends TargetCommand {
  static override readonly summary = 'Record that a database is at a release, without running anything.';

  static override readonly description =
    'Compares the database with the release first, and records nothing where they differ (exit code 2), unless forced.';

  static override readonly examples = [
    { description: 'At release 002:', command: '<%= config.bin %> <%= command.id %> 002 --embedded' },
    {
      description: 'Whatever its catalog says:',
      command: '<%= config.bin %> <%= command.id %> 002 --force --embedded',
    },
  ];

  static override readonly args = {
    release: Args.string({ required: true, description: 'base, 002 or head.' }),
  };

  static override readonly flags = {
    force: Flags.boolean({
      summary: 'Record it although the database differs, or a run on it was interrupted.',
    }),
    ...readingFlags,
  };

  async run(): Promise<StampedJson> {
    const { args, flags } = await this.parse(Stamp);
    const [{ stamp }, { renderStamped, stampedJson }, { exitCodes }, request] = await Promise.all([
      import('../operations/live/stamp.ts'),
      import('../output/drift/stamped.ts'),
      import('../output/failure.ts'),
      this.request(flags),
    ]);
    const result = await stamp(quietly(request), args.release, readingOf(flags), flags.force);
    this.print(renderStamped(result, this.style, this.width));
    if (!result.stamped) this.exitWith(exitCodes.changes);
    return stampedJson(result);
  }
}
