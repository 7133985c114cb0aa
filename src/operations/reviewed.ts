import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Direction, Passage } from '../database/target/passage.ts';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { pairOf, swap } from '../diff/pair.ts';
import type { Release } from '../release/chain.ts';
import { withUnixLineEnds } from '../release/checksum.ts';
import { unreadable } from '../release/files.ts';
import { planFor, renderGenerated } from '../release/generated.ts';
import { generatedKinds, generatedName } from '../release/manifest.ts';
import { ReleasedModels } from '../release/models.ts';
import type { Project } from '../release/project.ts';

/**
 * The ways from release to release, each derived from the releases anew, if that is what was reviewed: the files under
 * `generated/` of every release on the way must be its rendering, byte for byte but for line ends.
 *
 * @param releases the unbroken chain
 * @param numbers of the releases to go forward to, or back from, in that order
 * @throws DiagnosticError `generated-missing`, `generated-edited`, `file-unreadable` for every file concerned
 */
export async function reviewedPassages(
  project: Project,
  releases: readonly Release[],
  numbers: readonly number[],
  direction: Direction,
): Promise<readonly Passage[]> {
  const models = new ReleasedModels(releases);
  const passages: Passage[] = [];
  const problems: Diagnostic[] = [];
  for (const number of numbers) {
    const release = releases[number - 1] as Release;
    const [previous, next] = [await models.at(number - 1), await models.at(number)];
    const rendered = renderGenerated(release, previous, next);
    for (const kind of generatedKinds) {
      const path = join(project.generated, generatedName(release, kind));
      problems.push(...(await compare(path, rendered[kind])));
    }
    const pair = pairOf(previous, next);
    passages.push({ release, direction, plan: planFor(direction === 'forward' ? pair : swap(pair)) });
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return passages;
}

async function compare(path: string, rendered: string): Promise<readonly Diagnostic[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return [unreadable(path, error)];
    return [
      {
        code: 'generated-missing',
        message: `${path} is missing, so nobody can have reviewed it; nothing was run`,
        help: 'Restore it from version control, or make it with `learnr-schema check --fix` and have it reviewed.',
      },
    ];
  }
  if (withUnixLineEnds(text) === rendered) return [];
  return [
    {
      code: 'generated-edited',
      message: `${path} is not what its release renders to, so what was reviewed is not what would run; nothing was run`,
      help: 'Restore it from version control. If another version of learnr-schema made it, use that one.',
    },
  ];
}
