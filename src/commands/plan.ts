import { BaseCommand } from './base-command.ts';

export default class Plan extends BaseCommand {
  static override readonly summary = 'Show what would change, and how.';
  async run(): Promise<unknown> {
    const { flags } = await this.parse(Plan);
    this.print(JSON.stringify(this.project(flags)));
    return flags;
  }
}
