import * as Flags from '@oclif/core/flags';
import { plan } from '../operations/plan.ts';
import { chooseProof } from '../operations/proving/choice.ts';
import { exitCodes } from '../output/failure.ts';
import { planFormats } from '../output/plan/formats.ts';
import { type PlanJson, planJson } from '../output/plan/json.ts';
import { renderPlanAs } from '../output/plan/render.ts';
import { BaseCommand } from './base-command.ts';
import { proofFlagsOf, provingFlags } from './shared/proving.ts';

export default class Plan extends BaseCommand {
  static override readonly summary =
    'Show what would change between two states of the schema, and the SQL for it.';

  static override readonly description =
    'Without flags: from the newest release (head) to the spec as it stands (working). No database is touched: the plan is proven on a scratch server that this program starts, forward, backward and forward again, with rows in the tables and every lock measured. Exits with 1 where that goes wrong.';

  static override readonly examples = [
    { description: 'What the next release would do:', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'The way from release 001 to 003 as a script:',
      command: '<%= config.bin %> <%= command.id %> --from 001 --to 003 --format sql',
    },
    {
      description: 'The way back from 003 to 002:',
      command: '<%= config.bin %> <%= command.id %> --from 003 --to 002',
    },
    {
      description: 'Fail a build that forgot to release:',
      command: '<%= config.bin %> <%= command.id %> --detailed-exitcode',
    },
  ];

  static override readonly flags = {
    from: Flags.string({
      default: 'head',
      helpValue: 'R',
      summary: 'Where to start: base, 002, head or working.',
    }),
    to: Flags.string({
      default: 'working',
      helpValue: 'R',
      summary: 'Where to go: base, 002, head or working.',
    }),
    backward: Flags.boolean({ summary: 'Swap the two.' }),
    format: Flags.option({ options: planFormats, default: 'text' as const })({
      summary: 'How to print the plan.',
    }),
    ...provingFlags,
    'detailed-exitcode': Flags.boolean({
      summary: 'Exit with 0 where there is nothing to do, 2 where there is, 1 on errors.',
    }),
  };

  async run(): Promise<PlanJson> {
    const { flags } = await this.parse(Plan);
    const proving = chooseProof(proofFlagsOf(flags));
    const view = await plan(this.project(flags), flags.from, flags.to, flags.backward, proving);
    if (!this.jsonEnabled()) this.print(renderPlanAs(flags.format, view, this.style, this.width));
    if (view.proof.kind === 'proof' && !view.proof.proof.proven) this.exitWith(exitCodes.userError);
    else if (flags['detailed-exitcode'] && view.changes.length > 0) this.exitWith(exitCodes.changes);
    return planJson(view);
  }
}
