import * as Args from '@oclif/core/args';
import { TargetCommand } from '../shared/target-command.ts';

export default class AtticRestore extends TargetCommand {
  static override readonly summary = 'Put back what fits of something in the attic.';

  static override readonly description =
    'For rows and values that did not fit when their release was applied again: after what was in their way is gone, they are tried once more. What has been written since is never overwritten. Exits with 1 where some still do not fit; those stay in the attic.';

  static override readonly examples = [
    { description: 'What attic list calls 12:', command: '<%= config.bin %> attic restore 12 --embedded' },
  ];

  static override readonly args = {
    number: Args.string({ required: true, description: 'As attic list shows it.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(AtticRestore);
    const [{ restoreFromAttic }, { renderRestored, restoredJson }, { exitCodes }, request] =
      await Promise.all([
        import('../../operations/attic/restore.ts'),
        import('../../output/attic/listing.ts'),
        import('../../output/failure.ts'),
        this.request(flags),
      ]);
    const restored = await restoreFromAttic(request, args.number, new AbortController().signal);
    this.print(renderRestored(restored, this.style));
    if (restored.left > 0) this.exitWith(exitCodes.userError);
    return restoredJson(restored);
  }
}
