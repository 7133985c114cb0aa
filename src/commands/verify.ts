import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { DriftJson } from '../output/drift/json.ts';
import { planFormats } from '../output/plan/formats.ts';
import { quietly, readingFlags, readingOf } from './shared/reading.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Verify extends TargetCommand {
  static override readonly summary =
    'Show how a database differs from its release, and the SQL that would mend it.';

  static override readonly description =
    'Reads the catalog and changes nothing. Exits with 0 where the two are equal, with 2 where they differ.';

  static override readonly examples = [
    {
      description: 'Against the release that the database says it is at:',
      command: '<%= config.bin %> <%= command.id %> --embedded',
    },
    { description: 'Against release 002:', command: '<%= config.bin %> <%= command.id %> 002 --embedded' },
    {
      description: 'The statements that would mend it, to review:',
      command: '<%= config.bin %> <%= command.id %> --embedded --format sql',
    },
  ];

  static override readonly args = {
    release: Args.string({
      description: '002, head or working; else what the journal of the database says.',
    }),
  };

  static override readonly flags = {
    format: Flags.option({ options: planFormats, default: 'text' as const })({ summary: 'How to print it.' }),
    ...readingFlags,
  };

  async run(): Promise<DriftJson> {
    const { args, flags } = await this.parse(Verify);
    const [{ verify }, { renderDriftAs }, { driftJson }, { exitCodes }, request] = await Promise.all([
      import('../operations/live/verify.ts'),
      import('../output/drift/render.ts'),
      import('../output/drift/json.ts'),
      import('../output/failure.ts'),
      this.request(flags),
    ]);
    const found = await verify(quietly(request), args.release, readingOf(flags));
    this.print(renderDriftAs(flags.format, found, this.style, this.width));
    if (found.changes.length > 0) this.exitWith(exitCodes.changes);
    return driftJson(found);
  }
}
