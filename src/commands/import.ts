import * as Flags from '@oclif/core/flags';
import type { ImportedJson } from '../output/drift/imported.ts';
import { projectAt } from '../release/project.ts';
import { quietly, readingFlags, readingOf } from './shared/reading.ts';
import { TargetCommand } from './shared/target-command.ts';

export default class Import extends TargetCommand {
  static override readonly summary = 'Write the spec of a database that there is.';

  static override readonly description =
    'Reads the catalog and writes spec files as a person would. They are read again and compared with the database before any is put in place, so that there is nothing to plan between them. What the spec language does not cover is listed.';

  static override readonly examples = [
    {
      description: 'A new project from the database that DATABASE_URL names:',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'One schema, into another folder:',
      command: '<%= config.bin %> <%= command.id %> --schema app --out app/spec',
    },
  ];

  static override readonly flags = {
    out: Flags.string({
      helpValue: 'FOLDER',
      summary: 'Where to write the spec, its files under schema/ in there; --spec-dir where absent.',
    }),
    ...readingFlags,
  };

  async run(): Promise<ImportedJson> {
    const { flags } = await this.parse(Import);
    const [{ importSpec }, { importedJson, renderImported }, { exitCodes }, request] = await Promise.all([
      import('../operations/live/import.ts'),
      import('../output/drift/imported.ts'),
      import('../output/failure.ts'),
      this.requestFor(projectAt(flags['spec-dir']), flags),
    ]);
    const imported = await importSpec(quietly(request), flags.out ?? flags['spec-dir'], readingOf(flags));
    this.print(renderImported(imported, this.style, this.width));
    if (imported.changes.length > 0) this.exitWith(exitCodes.changes);
    return importedJson(imported);
  }
}
