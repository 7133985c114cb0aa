import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { ComparedJson } from '../output/drift/compared.ts';
import { planFormats } from '../output/plan/formats.ts';
import { BaseCommand } from './base-command.ts';
import { readingFlags, readingOf } from './shared/reading.ts';

export default class Diff extends BaseCommand {
  static override readonly summary = 'Compare any two of: a release, the spec as it stands, a database.';

  static override readonly description =
    'Shows the SQL of both ways and runs nothing. Exits with 0 where the two are equal, with 2 where they differ.';

  static override readonly examples = [
    {
      description: 'What a database lacks of the spec as it stands:',
      command: '<%= config.bin %> <%= command.id %> "$DATABASE_URL" working',
    },
    {
      description: 'Two databases:',
      command: '<%= config.bin %> <%= command.id %> "$STAGING_URL" "$PRODUCTION_URL"',
    },
    {
      description: 'The script from release 001 to head:',
      command: '<%= config.bin %> <%= command.id %> 001 head --format sql',
    },
  ];

  static override readonly args = {
    from: Args.string({ required: true, description: 'base, 002, head, working, or the URL of a database.' }),
    to: Args.string({ required: true, description: 'The same.' }),
  };

  static override readonly flags = {
    format: Flags.option({ options: planFormats, default: 'text' as const })({
      summary: 'How to print it; as sql only the way from the first to the second.',
    }),
    ...readingFlags,
  };

  async run(): Promise<ComparedJson> {
    const { args, flags } = await this.parse(Diff);
    const [{ compareStates }, { comparedJson, renderComparedAs }, { exitCodes }] = await Promise.all([
      import('../operations/live/compare-states.ts'),
      import('../output/drift/compared.ts'),
      import('../output/failure.ts'),
    ]);
    const request = { project: this.project(flags), onEvent: () => {} };
    const compared = await compareStates(request, [args.from, args.to], readingOf(flags));
    this.print(renderComparedAs(flags.format, compared, this.style, this.width));
    if (compared.changes.length > 0) this.exitWith(exitCodes.changes);
    return comparedJson(compared);
  }
}
