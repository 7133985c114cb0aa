import { TargetCommand } from './shared/target-command.ts';

export default class Status extends TargetCommand {
  static override readonly summary = 'Show which release a database is at, and what is pending.';

  static override readonly description =
    'Changes nothing. Exits with 1 where the releases at hand cannot be applied to the database, such as when it is ahead of them.';

  static override readonly aliases = ['current'];

  static override readonly examples = [
    { description: 'Of the embedded database:', command: '<%= config.bin %> <%= command.id %> --embedded' },
    {
      description: 'Of the one that DATABASE_URL names, for a program:',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Status);
    const [{ status }, { renderStatus, statusJson }, { exitCodes }, request] = await Promise.all([
      import('../operations/status.ts'),
      import('../output/target/status.ts'),
      import('../output/failure.ts'),
      this.request(flags),
    ]);
    // What it says of the target stands in the result.
    const found = await status({
      ...request,
      onEvent: (event) => event.kind !== 'connected' && request.onEvent(event),
    });
    this.print(renderStatus(found, this.style, this.width));
    if (found.problems.length > 0) this.exitWith(exitCodes.userError);
    return statusJson(found);
  }
}
