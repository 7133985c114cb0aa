import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { didYouMean } from '../diagnostic/nearest.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Major } from '../model/model.ts';
import type { Documents } from './build/build-model.ts';
import { withoutDuplicates } from './build/duplicates.ts';
import { readKey } from './content.ts';
import type { ObjectDocument } from './document.ts';
import { readFile, type Setting } from './file.ts';
import { sortDiagnostics } from './problem.ts';
import { isSection, sections } from './sections.ts';
import { readMajor, readText, refuseUnknown, settingsNamed } from './settings.ts';
import type { Site } from './site.ts';
import type { SourceFile } from './text.ts';
import type { Entry, Node } from './yaml/node.ts';

/** A release file as it stands: what it adds or changes, whole, and what it drops. */
export type ReleaseDocument = {
  readonly path: string;
  readonly title: string;
  /** The checksum of the release before; absent in the first one. */
  readonly parent?: string;
  /** Absent where the release does not say: then it is that of the release before. */
  readonly postgresql?: Major;
  readonly dropped: readonly Dropped[];
  readonly objects: readonly ObjectDocument[];
};

/** `table public.users`, and where the release says so. */
export type Dropped = { readonly key: string; readonly at: (message: string, help: string) => Diagnostic };

/** @throws DiagnosticError with every problem in the file */
export function readReleaseDocument(file: SourceFile, grammar: Grammar): ReleaseDocument {
  const contents = readFile(file, grammar);
  const diagnostics = [...contents.diagnostics, ...refuseUnknown(contents.settings, 'release')];
  const text = (key: 'title' | 'parent'): string | undefined => {
    const [setting] = settingsNamed(contents.settings, key);
    const read = setting && readText(setting);
    diagnostics.push(...(read?.diagnostics ?? []));
    return read?.text;
  };
  const title = text('title');
  const parent = text('parent');
  const [majorSetting] = settingsNamed(contents.settings, 'postgresql');
  const major = majorSetting && readMajor(majorSetting);
  const [droppedSetting] = settingsNamed(contents.settings, 'dropped');
  const dropped = droppedSetting ? readDropped(droppedSetting, grammar) : { dropped: [], diagnostics: [] };
  const { documents, diagnostics: duplicates } = withoutDuplicates(contents.documents);
  diagnostics.push(...(major?.diagnostics ?? []), ...dropped.diagnostics, ...duplicates);
  if (title === undefined && contents.complete && diagnostics.length === 0) {
    const message = `the release ${file.path} has no title`;
    diagnostics.push({ code: 'missing-key', message, help: 'Add `title: …` as its first line.' });
  }
  if (diagnostics.length > 0) throw new DiagnosticError(sortDiagnostics(diagnostics));
  return {
    path: file.path,
    title: title ?? '',
    ...(parent === undefined ? {} : { parent }),
    ...(major?.major === undefined ? {} : { postgresql: major.major }),
    dropped: dropped.dropped,
    objects: documents,
  };
}

/** Nothing is there before the first release. */
export const noDocuments: Documents = { postgresql: 15, objects: [], complete: true };

/**
 * The documents that there are after a release: later ones replace earlier ones of the same kind and name.
 * @throws DiagnosticError where the release drops what is not there
 */
export function applyRelease(previous: Documents, release: ReleaseDocument): Documents {
  const objects = new Map(previous.objects.map((document) => [document.key, document]));
  const missing: Diagnostic[] = [];
  for (const { key, at } of release.dropped) {
    if (objects.delete(key)) continue;
    const message = `this release drops the ${key.replace('_', ' ')}, which no release before it has`;
    missing.push(
      at(message, didYouMean(key, objects.keys(), 'Releases are written by the program; restore the file.')),
    );
  }
  if (missing.length > 0) throw new DiagnosticError(sortDiagnostics(missing));
  for (const document of release.objects) objects.set(document.key, document);
  return {
    postgresql: release.postgresql ?? previous.postgresql,
    objects: [...objects.values()],
    complete: true,
  };
}

/** `dropped: {tables: [users], functions: ["touch()"]}`. */
function readDropped(
  { entry, site, source }: Setting,
  grammar: Grammar,
): { readonly dropped: readonly Dropped[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const dropped: Dropped[] = [];
  if (entry.value.kind !== 'map') return { dropped, diagnostics: [wrongShape(site, entry.key)] };
  for (const { key, value } of entry.value.entries) {
    if (!isSection(key.text)) {
      const help = didYouMean(
        key.text,
        Object.keys(sections),
        `Write one of ${Object.keys(sections).join(', ')}.`,
      );
      diagnostics.push(
        site.diagnostic({
          code: 'unknown-key',
          message: `${JSON.stringify(key.text)} is no section`,
          help,
          span: key,
        }),
      );
      continue;
    }
    if (value.kind !== 'list' || value.items.some((item) => item.kind !== 'scalar')) {
      diagnostics.push(wrongShape(site, key));
      continue;
    }
    for (const item of value.items) {
      if (item.kind !== 'scalar') continue;
      const read = readKey(key.text, item, source, grammar);
      for (const problem of read.problems) diagnostics.push(site.diagnostic(problem));
      if (read.key !== undefined) dropped.push({ key: read.key, at: unknownAt(site, item) });
    }
  }
  return { dropped, diagnostics };
}

function unknownAt(site: Site, span: Node): Dropped['at'] {
  return (message, help) => site.diagnostic({ code: 'dropped-unknown', message, help, span });
}

function wrongShape(site: Site, key: Entry['key']): Diagnostic {
  const message = `${key.text} must list names by section`;
  return site.diagnostic({
    code: 'wrong-type',
    message,
    help: 'Write `dropped: {tables: [name, …]}`.',
    span: key,
  });
}
