import * as Flags from '@oclif/core/flags';
import { type Checked, check } from '../operations/check.ts';
import { renderChecked } from '../output/checked.ts';
import { BaseCommand } from './base-command.ts';

export default class Check extends BaseCommand {
  static override readonly summary = 'Check that spec, releases and generated SQL fit together; for CI.';

  static override readonly description =
    'The spec and every release are valid, no release was edited, generated/ is byte for byte what the releases render to, and nothing in the spec is without a release.';

  static override readonly examples = [
    { description: 'Fails with every problem found:', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Write generated/ again, such as after a merge:',
      command: '<%= config.bin %> <%= command.id %> --fix',
    },
  ];

  static override readonly flags = {
    fix: Flags.boolean({ summary: 'Write generated/ again where it is not what the releases render to.' }),
  };

  async run(): Promise<Checked> {
    const { flags } = await this.parse(Check);
    const checked = await check(this.project(flags), flags.fix);
    this.print(renderChecked(checked, this.style));
    return checked;
  }
}
