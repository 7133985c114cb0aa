import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { show } from '../operations/show.ts';
import { type ModelJson, modelJson } from '../output/model-json.ts';
import { renderShownSql } from '../output/shown.ts';
import { BaseCommand } from './base-command.ts';

const formats = ['yaml', 'sql', 'json'] as const;

export default class Show extends BaseCommand {
  static override readonly summary = 'Show the whole schema at a release.';

  static override readonly description =
    'A release file holds what it adds or changes. This shows all that there is at a release, as a spec, as SQL for an empty database, or as JSON.';

  static override readonly examples = [
    { description: 'The newest release:', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'Release 001 as SQL:', command: '<%= config.bin %> <%= command.id %> 001 --format sql' },
    {
      description: 'The spec as it stands, for a program:',
      command: '<%= config.bin %> <%= command.id %> working --json',
    },
  ];

  static override readonly args = {
    release: Args.string({ default: 'head', description: 'base, 002, head or working.' }),
  };

  static override readonly flags = {
    format: Flags.option({ options: formats, default: 'yaml' as const })({ summary: 'How to print it.' }),
  };

  async run(): Promise<ModelJson | undefined> {
    const { args, flags } = await this.parse(Show);
    const shown = await show(this.project(flags), args.release);
    if (this.jsonEnabled() || flags.format === 'json') {
      const json = modelJson(await shown.model());
      this.print(JSON.stringify(json, undefined, 2));
      return json;
    }
    if (flags.format === 'yaml') {
      this.print(await shown.yaml());
      return undefined;
    }
    this.print(renderShownSql(shown.state, await shown.plan()));
    return undefined;
  }
}
