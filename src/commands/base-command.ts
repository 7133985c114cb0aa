import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import { fail as reportFailure } from '../output/failure.ts';
import { type Style, styleFor, widthOf } from '../output/style.ts';
import { existingProject, type Project } from '../release/project.ts';

/**
 * What all commands have in common. A command declares its flags, parses them, calls one operation, prints the result, and
 * returns it. All commands are one file in dist/; what is slow to load (YAML, PostgreSQL's grammar, drivers) is imported by
 * `import()` where it is used:
 *
 *     async run() {
 *       const { args, flags } = await this.parse(Show);
 *       const result = await show(this.project(flags), args.release);
 *       this.print(renderShow(result));
 *       return result;
 *     }
 *
 * - Results go to standard output with {@link print}, progress to standard error with {@link progress}.
 * - With `--json` nothing but the returned value is on standard output.
 * - What is wrong with the input is thrown as a DiagnosticError: exit code 1. Everything else thrown is our bug: 70.
 *   A command that ends well with another code than 0 says so with {@link exitWith}.
 */
export abstract class BaseCommand extends Command {
  static override readonly enableJsonFlag = true;

  static override readonly baseFlags = {
    'spec-dir': Flags.string({
      default: 'spec',
      env: 'LEARNR_SCHEMA_SPEC_DIR',
      summary: 'Folder with schema/ and versions/; generated/ lies beside it.',
      helpGroup: 'GLOBAL',
      helpValue: 'FOLDER',
    }),
  };

  /**
   * Where the files of the project are.
   *
   * @throws DiagnosticError `spec-missing`: a project that is not there would be one without releases, and nothing to do
   */
  protected project(flags: { readonly 'spec-dir': string }): Project {
    return existingProject(flags['spec-dir']);
  }

  /** Prints a result, unless --json prints it. The text ends its last line itself or is given one end. */
  protected print(text: string): void {
    if (!this.jsonEnabled()) process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Prints what is going on, for people who wait. */
  protected progress(text: string): void {
    process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** The code that the process ends with if nothing goes wrong. */
  protected exitWith(code: number): void {
    process.exitCode = code;
  }

  /** Colours for standard output, none where it is no terminal. */
  protected get style(): Style {
    return styleFor(process.stdout);
  }

  /** Columns of standard output. */
  protected get width(): number {
    return widthOf(process.stdout);
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
  }

  override async catch(error: unknown): Promise<void> {
    reportFailure(error, this.jsonEnabled() ? 'json' : 'text');
  }
}
