import * as Flags from '@oclif/core/flags';
import type { Distance, TargetRequest } from '../../operations/target-request.ts';
import { BaseCommand } from '../base-command.ts';

type TargetFlags = {
  readonly 'spec-dir': string;
  readonly 'database-url': string | undefined;
  readonly embedded: boolean;
};

/** What the commands that work on a database have in common. Like them it loads nothing that it does not need. */
export abstract class TargetCommand extends BaseCommand {
  static override readonly baseFlags = {
    ...BaseCommand.baseFlags,
    'database-url': Flags.string({
      summary:
        'The database, also in the forms of SQLAlchemy; else DATABASE_URL, else PGHOST, PGDATABASE and so on.',
      helpGroup: 'DATABASE',
      helpValue: 'URL',
    }),
    embedded: Flags.boolean({
      summary: 'The database of the PostgreSQL server that comes with this program.',
      helpGroup: 'DATABASE',
    }),
  };

  /** Which target, and progress to standard error; none with --json, which is for programs. */
  protected request(flags: TargetFlags): Promise<TargetRequest> {
    return this.requestFor(this.project(flags), flags);
  }

  /** The same for a project that need not be there. */
  protected async requestFor(
    project: TargetRequest['project'],
    flags: Omit<TargetFlags, 'spec-dir'>,
  ): Promise<TargetRequest> {
    const target = await this.target(flags);
    return { project, target, onEvent: await this.onEvent() };
  }

  /** Which database is meant. */
  protected async target(flags: Omit<TargetFlags, 'spec-dir'>): Promise<TargetRequest['target']> {
    const { chooseTarget } = await import('../../database/target/choice.ts');
    return chooseTarget({ databaseUrl: flags['database-url'], embedded: flags.embedded }, process.env);
  }

  protected async onEvent(): Promise<TargetRequest['onEvent']> {
    if (this.jsonEnabled()) return () => {};
    const [{ progressOn }, { styleFor }] = await Promise.all([
      import('../../output/target/progress.ts'),
      import('../../output/style.ts'),
    ]);
    return progressOn(process.stderr, styleFor(process.stderr));
  }

  /** How far to go: to R, or a number of steps, or neither. */
  protected async distance(release: string | undefined, steps: number | undefined): Promise<Distance> {
    if (release !== undefined && steps !== undefined) {
      const { fail } = await import('../../diagnostic/diagnostic.ts');
      fail('command-line', 'a release and --steps cannot be given together', 'Give the one or the other.');
    }
    if (release !== undefined) return { kind: 'release', name: release };
    return steps === undefined ? { kind: 'default' } : { kind: 'steps', count: steps };
  }
}
