import * as Flags from '@oclif/core/flags';
import { chooseProof } from '../operations/proving/choice.ts';
import type { ProvenJson } from '../output/proof/proven.ts';
import { BaseCommand } from './base-command.ts';
import { proofFlagsOf, scratchFlags } from './shared/proving.ts';

export default class Prove extends BaseCommand {
  static override readonly summary =
    'Run plans on a scratch server, and say whether they keep what they promise.';

  static override readonly description =
    'Each plan is run forward, backward and forward again, with rows in the tables. After each pass the catalog must be that of the schema built afresh, for our own reader and for others; every row must be there; and no lock that blocks anybody may be held across a scan, a rewrite or an index build unless the plan says so. Exits with 1 where a plan is refuted or could not be run.';

  static override readonly examples = [
    { description: 'What the next release would do:', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Every release, on PostgreSQL 15, for CI:',
      command: '<%= config.bin %> <%= command.id %> --all --postgres 15',
    },
    {
      description: 'On a server of the version in production:',
      command: '<%= config.bin %> <%= command.id %> --scratch-url postgresql://postgres@localhost/postgres',
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
    all: Flags.boolean({
      exclusive: ['from', 'to'],
      summary: 'Every way from one release to the next, from base on.',
    }),
    ...scratchFlags,
  };

  async run(): Promise<readonly ProvenJson[]> {
    const { flags } = await this.parse(Prove);
    const [{ prove }, { provenJson, renderProven }, { exitCodes }] = await Promise.all([
      import('../operations/prove.ts'),
      import('../output/proof/proven.ts'),
      import('../output/failure.ts'),
    ]);
    const range = flags.all ? ({ kind: 'all' } as const) : ({ kind: 'between', ...flags } as const);
    const results = await prove(this.project(flags), range, chooseProof(proofFlagsOf(flags)));
    this.print(renderProven(results, this.style, this.width));
    const open = results.filter(
      ({ proof, plan }) => plan.batches.length > 0 && !(proof.kind === 'proof' && proof.proof.proven),
    );
    if (open.length > 0) this.exitWith(exitCodes.userError);
    return provenJson(results);
  }
}
