import type { Diagnostic, Location } from '../diagnostic/diagnostic.ts';
import { padded, stem } from './file-name.ts';
import type { ReleaseHeader } from './header.ts';
import type { Manifest } from './manifest.ts';
import type { ReleaseFile } from './release-file.ts';

/** A release whose place in the chain is known. */
export type Release = ReleaseFile & ReleaseHeader;

/** What releases have instead of a parent's checksum where nothing comes before them. */
export const noParent = 'base';

/**
 * Whether the releases are the unbroken chain 001, 002, … in which each names the checksum of the one before, and the newest
 * is the one that the manifest knows.
 *
 * @param files sorted by number
 */
export function checkChain(files: readonly Release[], manifest: Manifest | undefined): readonly Diagnostic[] {
  return [...checkNumbers(files), ...checkParents(files), ...checkHead(files, manifest)];
}

function checkNumbers(files: readonly ReleaseFile[]): readonly Diagnostic[] {
  return files.flatMap((file, position): readonly Diagnostic[] => {
    const before = files[position - 1];
    if (before?.number === file.number) return [twice(before, file)];
    const expected = (before?.number ?? 0) + 1;
    return file.number === expected ? [] : [gap(expected, file)];
  });
}

function twice(first: ReleaseFile, second: ReleaseFile): Diagnostic {
  return {
    code: 'release-number-twice',
    message: `${first.path} and ${second.path} have the same number`,
    help: 'Two branches have made a release at the same time. Keep the one that was merged or applied first; remove the other with its files under generated/, and make it again with `learnr-schema release`.',
  };
}

function gap(expected: number, file: ReleaseFile): Diagnostic {
  const missing =
    file.number - expected === 1 ? padded(expected) : `${padded(expected)} to ${padded(file.number - 1)}`;
  return {
    code: 'release-gap',
    message: `release ${missing} is missing before ${file.path}`,
    help: 'Releases are numbered without gaps. Restore the missing file from version control.',
  };
}

function checkParents(files: readonly Release[]): readonly Diagnostic[] {
  return files.flatMap((file, position): readonly Diagnostic[] => {
    const before = files[position - 1];
    // A gap or a number that stands twice is reported as such; nobody knows then which file is the parent.
    if (before === undefined ? file.number !== 1 : before.number !== file.number - 1) return [];
    const expected = before === undefined ? noParent : before.checksum;
    return file.parent === expected ? [] : [wrongParent(file, before)];
  });
}

function wrongParent(file: Release, before: ReleaseFile | undefined): Diagnostic {
  const at = locate(file, 'parent:');
  if (before === undefined) {
    return {
      code: 'release-edited',
      message: `${file.path} is the first release, and says that another comes before it`,
      help: `Restore the file from version control; its parent is \`${noParent}\`.`,
      ...at,
    };
  }
  return {
    code: 'release-edited',
    message: `${before.path} is not what it was when ${padded(file.number)} was made after it`,
    help: `A release never changes once it is made. Restore ${before.path} from version control, and put the change into the spec instead. (Its checksum is ${before.checksum}.)`,
    ...at,
  };
}

function checkHead(files: readonly ReleaseFile[], manifest: Manifest | undefined): readonly Diagnostic[] {
  const head = files.at(-1);
  const entry = manifest?.releases.find(({ number, slug }) => number === head?.number && slug === head.slug);
  if (head === undefined || entry === undefined || entry.checksum === head.checksum) return [];
  return [
    {
      code: 'release-edited',
      message: `${head.path} is not what it was when it was made`,
      help: `A release never changes once it is made. Restore ${head.path} from version control, and put the change into the spec. If nobody has applied it yet, remove it, run \`learnr-schema check --fix\`, and make it again.`,
    },
  ];
}

/** The first line that begins so. */
function locate({ path, text }: ReleaseFile, start: string): { readonly at?: Location } {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.startsWith(start));
  const excerpt = lines[index];
  if (excerpt === undefined) return {};
  return { at: { file: path, line: index + 1, column: 1, endColumn: excerpt.length + 1, excerpt } };
}

/** Releases that the manifest lists and that are no more. */
export function missingReleases(files: readonly ReleaseFile[], manifest: Manifest): readonly Diagnostic[] {
  const names = new Set(files.map(stem));
  return manifest.releases
    .filter((entry) => !names.has(stem(entry)))
    .map((entry) => ({
      code: 'release-missing' as const,
      message: `generated/manifest.json lists release ${stem(entry)}, and there is no such file`,
      help: 'Restore the file from version control; or, if it was removed on purpose before anybody applied it, run `learnr-schema check --fix`.',
    }));
}
