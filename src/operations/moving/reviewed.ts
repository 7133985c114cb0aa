import type { Direction, Passage } from '../../database/journal/passage.ts';
import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { pairOf, swap } from '../../diff/pair.ts';
import { planFor, renderGenerated } from '../../release/generated.ts';
import {
  checkAgainstManifest,
  checkAgainstTexts,
  generatedTexts,
  readGenerated,
} from '../../release/generated-files.ts';
import type { Chain } from '../../release/load-chain.ts';
import { ReleasedModels } from '../../release/models.ts';
import type { Project } from '../../release/project.ts';

/**
 * The ways from release to release, each derived anew from the releases, if that is what was reviewed: the files under
 * `generated/` of every release on the way must be its rendering, byte for byte but for line ends, and all others what their
 * manifest says.
 *
 * @param numbers of the releases to go forward to, or back from, in that order
 * @throws DiagnosticError with one of the codes `generated-…` for every file concerned
 */
export async function reviewedPassages(
  project: Project,
  { releases, manifest }: Pick<Chain, 'releases' | 'manifest'>,
  numbers: readonly number[],
  direction: Direction,
): Promise<readonly Passage[]> {
  const models = new ReleasedModels(releases);
  const passages: Passage[] = [];
  const expected = new Map<string, string>();
  for (const release of numbers.flatMap((number) => releases[number - 1] ?? [])) {
    const [previous, next] = [await models.at(release.number - 1), await models.at(release.number)];
    const there = pairOf(previous, next);
    const pair = direction === 'forward' ? there : swap(there);
    passages.push({ release, direction, pair, plan: planFor(pair) });
    for (const [name, text] of generatedTexts(release, renderGenerated(release, there))) {
      expected.set(name, text);
    }
  }
  const found = await readGenerated(project);
  const onTheWay = new Map([...found].filter(([name]) => expected.has(name)));
  const problems = [
    ...checkAgainstTexts(project, onTheWay, expected),
    // With what should be there for what has been looked at, so that nothing is reported twice.
    ...checkAgainstManifest(project, new Map([...found, ...expected]), releases, manifest),
  ];
  if (problems.length > 0) throw new DiagnosticError(problems);
  return passages;
}
