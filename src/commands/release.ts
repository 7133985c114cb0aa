import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { chooseProof } from '../operations/proving/choice.ts';
import { release } from '../operations/release.ts';
import { type ReleasedJson, releasedJson, renderReleased } from '../output/released.ts';
import { BaseCommand } from './base-command.ts';
import { proofFlagsOf, provingFlags } from './shared/proving.ts';

export default class Release extends BaseCommand {
  static override readonly summary = 'Freeze the spec as it stands as the next release.';

  static override readonly description =
    'Writes the release under versions/ and its SQL, forward, backward and whole, under generated/: all of it or nothing.';

  static override readonly examples = [
    {
      description: 'The next release, titled "quiz sessions":',
      command: '<%= config.bin %> <%= command.id %> quiz_sessions',
    },
    {
      description: 'With a title of its own:',
      command: '<%= config.bin %> <%= command.id %> v2_1_features --title "v2.1 features"',
    },
    {
      description: 'One that drops a table, on purpose:',
      command: '<%= config.bin %> <%= command.id %> no_more_drafts --allow-data-loss',
    },
  ];

  static override readonly args = {
    slug: Args.string({
      required: true,
      description: 'Short name for file names: lower-case letters, digits, _ and -.',
    }),
  };

  static override readonly flags = {
    title: Flags.string({
      helpValue: 'TEXT',
      summary: 'What the release is about; the slug in words where absent.',
    }),
    'allow-data-loss': Flags.boolean({
      summary: 'Release also what destroys tables, columns or their values.',
    }),
    ...provingFlags,
  };

  async run(): Promise<ReleasedJson> {
    const { args, flags } = await this.parse(Release);
    const request = { slug: args.slug, title: flags.title, allowDataLoss: flags['allow-data-loss'] };
    const released = await release(this.project(flags), request, chooseProof(proofFlagsOf(flags)));
    this.print(renderReleased(released, this.style, this.width));
    return releasedJson(released);
  }
}
