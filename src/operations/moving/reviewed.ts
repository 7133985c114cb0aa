import type { Direction, Passage } from '../../database/journal/passage.ts';
import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { pairOf, swap } from '../../diff/pair.ts';
import { planFor, renderers } from '../../release/generated.ts';
import { checkAgainstManifest, checkAgainstTexts, readGenerated } from '../../release/generated-files.ts';
import type { Chain } from '../../release/load-chain.ts';
import { generatedName } from '../../release/manifest.ts';
import { ReleasedModels } from '../../release/models.ts';
import type { Project } from '../../release/project.ts';

/**
 * The ways from release to release, each derived anew from the releases, if that is what was reviewed: the file under
 * `generated/` that shows the way must be its rendering, byte for byte but for line ends, and all others what their manifest
 * says; `check` renders those as well.
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
  const shown = direction === 'forward' ? 'up' : 'down';
  for (const release of numbers.flatMap((number) => releases[number - 1] ?? [])) {
    const [previous, next] = [await models.at(release.number - 1), await models.at(release.number)];
    const there = pairOf(previous, next);
    const pair = direction === 'forward' ? there : swap(there);
    passages.push({ release, direction, pair, plan: planFor(pair) });
    expected.set(generatedName(release, shown), renderers[shown](release, there));
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
