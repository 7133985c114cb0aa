import * as Flags from '@oclif/core/flags';
import type { Interruption } from '../../database/target/interruption.ts';
import type { MoveSettings } from '../../operations/moving/settings.ts';
import type { Distance, Moved, TargetRequest } from '../../operations/target-request.ts';
import { fail as reportFailure } from '../../output/failure.ts';
import { TargetCommand } from './target-command.ts';

type MovingFlags = {
  readonly 'ignore-drift': boolean;
  readonly 'max-wait': number;
  readonly backup: string | undefined;
};

type WayFlags = {
  readonly 'dry-run': boolean;
  readonly sql: boolean;
  readonly from: string | undefined;
  readonly backup: string | undefined;
  readonly 'defer-indexes'?: boolean;
};

/** What the commands that take a target from one release to another have in common. */
export abstract class MovingCommand extends TargetCommand {
  static override readonly baseFlags = {
    ...TargetCommand.baseFlags,
    'dry-run': Flags.boolean({
      summary: 'Check everything and show what would run on this very database; run nothing.',
    }),
    sql: Flags.boolean({
      summary: 'Print it as a script for psql, with its entries in the journal; no database is needed.',
    }),
    from: Flags.string({
      summary: 'The release that the script of --sql starts at.',
      helpValue: 'R',
    }),
    backup: Flags.string({
      summary: 'Write a dump of the database to this file first, with pg_dump.',
      helpValue: 'FILE',
    }),
    'ignore-drift': Flags.boolean({
      summary: 'Go on where the database differs from its release in what is about to change.',
    }),
    'max-wait': Flags.integer({
      min: 1,
      default: 600,
      summary: 'Give up a step that others have kept from its locks for so many seconds.',
      helpValue: 'SECONDS',
    }),
  };

  /**
   * What the flags ask for.
   *
   * @throws DiagnosticError `command-line` where that cannot be together
   */
  protected async way(flags: WayFlags): Promise<'script' | 'foresee' | 'move'> {
    const { 'dry-run': dryRun, sql, from, backup, 'defer-indexes': deferIndexes = false } = flags;
    const { fail } = await import('../../diagnostic/diagnostic.ts');
    const against = (flag: string, others: readonly (readonly [name: string, given: boolean])[]) => {
      for (const [name] of others.filter(([, given]) => given))
        fail('command-line', `${flag} and ${name} cannot be given together`, 'Give the one or the other.');
    };
    const running = [
      ['--backup', backup !== undefined],
      ['--defer-indexes', deferIndexes],
    ] as const;
    if (sql) against('--sql', [['--dry-run', dryRun], ...running]);
    if (dryRun) against('--dry-run', running);
    if (from !== undefined && !sql)
      fail(
        'command-line',
        '--from says where the script of --sql starts, and there is no --sql',
        'Without --sql the database says where it is.',
      );
    return sql ? 'script' : dryRun ? 'foresee' : 'move';
  }

  protected async settings(
    flags: MovingFlags,
    own: Pick<MoveSettings, 'discardData' | 'deferIndexes'>,
  ): Promise<MoveSettings> {
    const { usualSettings } = await import('../../operations/moving/settings.ts');
    return {
      ...usualSettings,
      ...own,
      ignoreDrift: flags['ignore-drift'],
      lockWaitMs: flags['max-wait'] * 1000,
      ...(flags.backup === undefined ? {} : { backup: flags.backup }),
      signal: this.interruption(),
    };
  }

  /** Prints the script that --sql asks for. */
  protected async printScript(
    direction: 'forward' | 'backward',
    flags: { readonly 'spec-dir': string; readonly from: string | undefined },
    distance: Distance,
  ): Promise<{ readonly script: string }> {
    const { scriptFor } = await import('../../operations/script.ts');
    const script = await scriptFor({ project: this.project(flags), direction, from: flags.from, distance });
    this.print(script);
    return { script };
  }

  /** Checks and shows what would run; exits with 1 where it would not. */
  protected async printForeseen(
    direction: 'forward' | 'backward',
    request: TargetRequest,
    distance: Distance,
    settings: MoveSettings,
  ): Promise<unknown> {
    const [{ foresee }, { renderForeseen, foreseenJson }, { exitCodes }] = await Promise.all([
      import('../../operations/moving/foresee.ts'),
      import('../../output/target/foreseen.ts'),
      import('../../output/failure.ts'),
    ]);
    const foreseen = await foresee(request, direction, distance, settings);
    this.print(renderForeseen(foreseen, this.style, this.width));
    if (foreseen.problems.length > 0) this.exitWith(exitCodes.userError);
    return foreseenJson(foreseen);
  }

  protected async printMoved(moved: Moved): Promise<unknown> {
    const { renderMoved, movedJson } = await import('../../output/target/moved.ts');
    this.print(renderMoved(moved));
    return movedJson(moved);
  }

  /** With --json every event is a line on standard output, the last of which is the outcome. */
  protected override async onEvent(): Promise<TargetRequest['onEvent']> {
    if (!this.jsonEnabled()) return super.onEvent();
    const { eventJson } = await import('../../output/target/event-json.ts');
    return (event) => this.line(eventJson(event, new Date()));
  }

  override logJson(outcome: unknown): void {
    this.line({ at: new Date(), kind: 'finished', ...(outcome as object) });
  }

  override async catch(error: unknown): Promise<void> {
    if (this.jsonEnabled()) return reportFailure(error, 'json line');
    const { endProgress } = await import('../../output/target/progress.ts');
    endProgress(process.stderr);
    reportFailure(error, 'text');
  }

  private line(content: unknown): void {
    process.stdout.write(`${JSON.stringify(content)}\n`);
  }

  /** Aborts with the first Ctrl-C or SIGTERM; the second ends the process at once, and what it began is continued by the next run. */
  private interruption(): AbortSignal {
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const satisfies readonly Interruption[]) {
      process.on(signal, () => {
        if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
        this.progress('\nstopping: the statement that runs is cancelled; once more to stop at once');
        controller.abort(signal);
      });
    }
    return controller.signal;
  }
}
