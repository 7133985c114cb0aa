import { createInterface } from 'node:readline/promises';
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { fail } from '../../diagnostic/diagnostic.ts';
import type { Purge } from '../../operations/attic/purge.ts';
import type { AtticView } from '../../output/attic/listing.ts';
import { TargetCommand } from '../shared/target-command.ts';

const dayMs = 24 * 60 * 60 * 1000;

export default class AtticPurge extends TargetCommand {
  static override readonly summary = 'Destroy what is in the attic, for good.';

  static override readonly description =
    'Shows what would go and asks; where nobody can be asked, --yes has to be given.';

  static override readonly examples = [
    {
      description: 'What attic list calls 12 and 13:',
      command: '<%= config.bin %> attic purge 12 13 --embedded',
    },
    {
      description: 'What has been there for a month, in a script:',
      command: '<%= config.bin %> attic purge --older-than 30 --yes',
    },
  ];

  static override readonly strict = false;

  static override readonly args = {
    numbers: Args.string({ description: 'As attic list shows them; several are possible.' }),
  };

  static override readonly flags = {
    all: Flags.boolean({ summary: 'Everything.', exclusive: ['older-than'] }),
    'older-than': Flags.integer({
      min: 0,
      helpValue: 'DAYS',
      summary: 'What has been there for so many days.',
    }),
    yes: Flags.boolean({ summary: 'Do not ask.' }),
  };

  async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(AtticPurge);
    const ids = argv.map(String);
    const choice = choiceOf(ids, flags.all, flags['older-than']);
    const [{ purgeAttic }, { atticJson, renderPurged }, request] = await Promise.all([
      import('../../operations/attic/purge.ts'),
      import('../../output/attic/listing.ts'),
      this.request(flags),
    ]);
    const { signal } = new AbortController();
    const confirm: Purge['confirm'] = (entries) => (flags.yes ? Promise.resolve() : this.ask(entries));
    const purged = await purgeAttic(request, { choice, confirm, signal, now: Date.now() });
    this.print(renderPurged(purged, this.style));
    return atticJson(purged);
  }

  private async ask(entries: AtticView['entries']): Promise<void> {
    const { renderEntries } = await import('../../output/attic/listing.ts');
    this.progress(renderEntries(entries, this.style));
    const canAsk = process.stdin.isTTY === true && process.stderr.isTTY === true && !this.jsonEnabled();
    const asked = createInterface({ input: process.stdin, output: process.stderr });
    try {
      const answer = canAsk ? await asked.question('Destroy this for good? Type yes: ') : undefined;
      if (answer?.trim().toLowerCase() === 'yes') return;
      fail(
        'attic-purge',
        answer === undefined ? 'nobody can be asked whether this may go' : 'you did not say yes',
        'Nothing was destroyed. To do so without being asked, add --yes.',
      );
    } finally {
      asked.close();
    }
  }
}

function choiceOf(ids: readonly string[], all: boolean, days: number | undefined): Purge['choice'] {
  if (ids.length > 0 && (all || days !== undefined))
    fail(
      'command-line',
      'numbers cannot be given together with --all or --older-than',
      'Give the one or the other.',
    );
  if (ids.length > 0) return { kind: 'ids', ids };
  if (all) return { kind: 'all' };
  if (days !== undefined) return { kind: 'older', milliseconds: days * dayMs };
  return fail(
    'command-line',
    'nothing says what is to go',
    'Give the numbers that attic list shows, or --older-than, or --all.',
  );
}
