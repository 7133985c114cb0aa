import { TargetCommand } from './shared/target-command.ts';

export default class Doctor extends TargetCommand {
  static override readonly summary = 'Look at a database: what is there, what is missing, what to do next.';

  static override readonly description =
    'Connection, server, rights, extensions, who is in the way, INVALID indexes, half-made schemas. Changes nothing. Exits with 1 where there is a problem, which keeps releases from being applied; warnings do not.';

  static override readonly examples = [
    { description: 'The embedded database:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    {
      description: 'The one that DATABASE_URL names, for a program:',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Doctor);
    const [{ doctor }, { counts, examinationJson, renderExamination }, { exitCodes }, target, onEvent] =
      await Promise.all([
        import('../operations/doctor.ts'),
        import('../output/doctor/examination.ts'),
        import('../output/failure.ts'),
        this.target(flags),
        this.onEvent(),
      ]);
    const project = await this.projectOrReason(flags, target);
    // What it says of the target stands in the result.
    const found = await doctor({
      ...{ project, target },
      onEvent: (event) => event.kind !== 'connected' && event.kind !== 'warning' && onEvent(event),
    });
    this.print(renderExamination(found, this.style, this.width));
    if (counts(found).problem > 0) this.exitWith(exitCodes.userError);
    return examinationJson(found);
  }

  /** A server can be looked at from anywhere; the embedded one belongs to a project. */
  private async projectOrReason(
    flags: { readonly 'spec-dir': string },
    { kind }: { readonly kind: 'url' | 'embedded' },
  ) {
    const { DiagnosticError } = await import('../diagnostic/diagnostic.ts');
    try {
      return this.project(flags);
    } catch (error) {
      const [diagnostic] = error instanceof DiagnosticError && kind === 'url' ? error.diagnostics : [];
      if (diagnostic === undefined) throw error;
      return diagnostic;
    }
  }
}
