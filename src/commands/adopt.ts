import type { AdoptedJson } from '../output/drift/adopted.ts';
import { quietly, readingFlags, readingOf } from './shared/reading.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Adopt extends TargetCommand {
  static override readonly summary = 'Take over a database that something else built, such as Alembic.';

  static override readonly description =
    'Finds the release whose schema the database has, and records it. Nothing else is changed. Where no release fits, shows what differs from the nearest one and records nothing (exit code 2).';

  static override readonly examples = [
    {
      description: 'The database that DATABASE_URL names:',
      command: '<%= config.bin %> <%= command.id %>',
    },
  ];

  static override readonly flags = readingFlags;

  async run(): Promise<AdoptedJson> {
    const { flags } = await this.parse(Adopt);
    const [{ adopt }, { adoptedJson, renderAdopted }, { exitCodes }, request] = await Promise.all([
      import('../operations/live/adopt.ts'),
      import('../output/drift/adopted.ts'),
      import('../output/failure.ts'),
      this.request(flags),
    ]);
    const result = await adopt(quietly(request), readingOf(flags));
    this.print(renderAdopted(result, this.style, this.width));
    if (!result.adopted) this.exitWith(exitCodes.changes);
    return adoptedJson(result);
  }
}
