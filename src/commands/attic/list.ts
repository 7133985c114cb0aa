import { TargetCommand } from '../shared/target-command.ts';

export default class AtticList extends TargetCommand {
  static override readonly summary =
    'Show what plans would have destroyed in a database, and what is kept of it.';

  static override readonly description =
    'Rows of tables and values of columns that a release or a rollback took away, with the release and the step, and how much room they take. Changes nothing. They go back by themselves when what they were in is made again.';

  static override readonly aliases = ['attic'];

  static override readonly examples = [
    { description: 'Of the embedded database:', command: '<%= config.bin %> attic --embedded' },
  ];

  async run(): Promise<unknown> {
    const { flags } = await this.parse(AtticList);
    const [{ listOfAttic }, { atticJson, renderAttic }, request] = await Promise.all([
      import('../../operations/attic/list.ts'),
      import('../../output/attic/listing.ts'),
      this.request(flags),
    ]);
    // What it says of the target stands in the result.
    const attic = await listOfAttic({
      ...request,
      onEvent: (event) => event.kind !== 'connected' && request.onEvent(event),
    });
    this.print(renderAttic(attic, this.style));
    return atticJson(attic);
  }
}
