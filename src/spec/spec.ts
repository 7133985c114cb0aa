import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import type { Grammar } from '../grammar/grammar.ts';
import { type Major, type Model, majors } from '../model/model.ts';
import { type Documents, tryBuildModel } from './build/build-model.ts';
import { type FileContents, readFile } from './file.ts';
import { sortDiagnostics } from './problem.ts';
import { checkRenames } from './renames.ts';
import { readMajor, refuseUnknown, settingsNamed } from './settings.ts';
import type { SourceFile } from './text.ts';

const newest = Math.max(...majors) as Major;

/**
 * The model that the files of a spec describe together.
 * @throws DiagnosticError with every problem in them, sorted by file and position
 */
export function readSpec(files: readonly SourceFile[], grammar: Grammar): Model {
  return readSpecWithDocuments(files, grammar).model;
}

/**
 * The model, and the documents that it was made of: what a release copies its objects from.
 * @param previous where it is given, what the spec says of renames has to fit it
 */
export function readSpecWithDocuments(
  files: readonly SourceFile[],
  grammar: Grammar,
  previous?: Model,
): { readonly model: Model; readonly documents: Documents } {
  const contents = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => readFile(file, grammar));
  const { major, diagnostics } = majorOf(contents);
  const documents: Documents = {
    postgresql: major,
    objects: contents.flatMap((content) => content.documents),
    complete: contents.every((content) => content.complete),
  };
  const built = tryBuildModel(documents);
  const all = [
    ...contents.flatMap((content) => content.diagnostics),
    ...diagnostics,
    ...built.diagnostics,
    ...(previous !== undefined && knowsSchemas(documents) ? checkRenames(previous, built.model) : []),
  ];
  if (all.length > 0) throw new DiagnosticError(sortDiagnostics(all));
  return { model: built.model, documents };
}

/** Where a schema may be renamed and nobody can read it, what is in it may have had another name. */
function knowsSchemas({ complete, objects }: Documents): boolean {
  return complete && objects.every(({ kind, draft }) => kind !== 'schema' || draft !== undefined);
}

/** `postgresql` stands once in all files; 15 where it does not. */
function majorOf(contents: readonly FileContents[]): {
  readonly major: Major;
  readonly diagnostics: readonly Diagnostic[];
} {
  const unknown = contents.flatMap((content) => refuseUnknown(content.settings, 'spec'));
  const [first, ...more] = contents.flatMap((content) => settingsNamed(content.settings, 'postgresql'));
  if (first === undefined) return { major: 15, diagnostics: unknown };
  const read = readMajor(first);
  const repeated = more
    .filter((setting) => setting.site.text !== first.site.text)
    .map((setting) => {
      const message = `postgresql is given twice: here and at ${first.site.label}`;
      const problem = {
        code: 'duplicate-object',
        message,
        help: 'Keep one of the two.',
        span: setting.entry.key,
      } as const;
      return setting.site.diagnostic(problem);
    });
  // One that is wrong could be any: nothing is then too old.
  return { major: read.major ?? newest, diagnostics: [...unknown, ...read.diagnostics, ...repeated] };
}
