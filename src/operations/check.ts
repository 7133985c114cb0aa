import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import type { Change } from '../diff/change.ts';
import { diff } from '../diff/diff.ts';
import { pairOf } from '../diff/pair.ts';
import type { Model } from '../model/model.ts';
import { gather } from '../release/gather.ts';
import { renderGenerated } from '../release/generated.ts';
import { checkAgainstTexts, generatedTexts, readGenerated } from '../release/generated-files.ts';
import { type Chain, loadChain, loadRemainingChain } from '../release/load-chain.ts';
import { checksumsOf, manifestName, renderManifest } from '../release/manifest.ts';
import { ReleasedModels } from '../release/models.ts';
import type { Project } from '../release/project.ts';
import { writeFiles } from '../release/write-files.ts';
import { readWorking } from './working.ts';

/** What was looked at and found right, and what had to be written or removed for that. */
export type Checked = {
  readonly releases: number;
  readonly objects: number;
  readonly written: readonly string[];
  readonly removed: readonly string[];
};

/**
 * Whether everything in a project fits together: the spec is right, the releases are an unbroken chain, generated/ is byte
 * for byte what they render to, and nothing in the spec is without a release.
 *
 * @param fix writes generated/ again where it is not right
 * @throws DiagnosticError with everything that is not so
 */
export async function check(project: Project, fix: boolean): Promise<Checked> {
  const diagnostics: Diagnostic[] = [];
  const [chain] = await gather([() => (fix ? loadRemainingChain(project) : loadChain(project))], diagnostics);
  const [models] = chain === undefined ? [] : await gather([() => modelsOf(chain)], diagnostics);
  const head = models?.at(-1);
  const [working] = await gather([() => readWorking(project, head)], diagnostics);
  let changed: Repair = { written: [], removed: [] };
  const [repair] =
    chain === undefined || models === undefined
      ? []
      : await gather([() => compareGenerated(project, chain, models)], diagnostics);
  if (repair !== undefined) {
    if (fix) changed = await mend(project, repair);
    else diagnostics.push(...repair.diagnostics);
  }
  if (head !== undefined && working !== undefined) diagnostics.push(...unreleased(head, working.model));
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return { releases: chain?.releases.length ?? 0, objects: head?.objects.size ?? 0, ...changed };
}

/** The model before the first release, and that at each. */
async function modelsOf({ releases }: Chain): Promise<readonly Model[]> {
  const models = new ReleasedModels(releases);
  const numbers = [0, ...releases.map(({ number }) => number)];
  return Promise.all(numbers.map((number) => models.at(number)));
}

type Repair = { readonly written: readonly string[]; readonly removed: readonly string[] };
type Comparison = {
  readonly diagnostics: readonly Diagnostic[];
  readonly expected: ReadonlyMap<string, string>;
  readonly found: ReadonlyMap<string, string>;
};

async function compareGenerated(
  project: Project,
  { releases }: Chain,
  models: readonly Model[],
): Promise<Comparison> {
  const rendered = releases.map((release, index) => ({
    release,
    texts: renderGenerated(release, pairOf(models[index] as Model, models[index + 1] as Model)),
  }));
  const manifest = renderManifest({
    releases: rendered.map(({ release: { number, slug, title, checksum }, texts }) => ({
      number,
      slug,
      title,
      checksum,
      files: checksumsOf(texts),
    })),
  });
  const files = rendered.flatMap(({ release, texts }) => generatedTexts(release, texts));
  const expected = new Map(releases.length === 0 ? [] : [...files, [manifestName, manifest] as const]);
  const found = await readGenerated(project);
  return { diagnostics: checkAgainstTexts(project, found, expected), expected, found };
}

async function mend({ generated }: Project, { expected, found }: Comparison): Promise<Repair> {
  const path = (name: string) => join(generated, name);
  const wrong = [...expected].filter(([name, text]) => found.get(name) !== text);
  const removed = [...found.keys()].filter((name) => !expected.has(name)).map(path);
  await writeFiles(wrong.map(([name, text]) => ({ path: path(name), text })));
  await Promise.all(removed.map((file) => rm(file, { force: true })));
  return { written: wrong.map(([name]) => path(name)), removed };
}

function unreleased(head: Model, working: Model): readonly Diagnostic[] {
  const changes = diff(pairOf(head, working));
  if (changes.length === 0 && head.postgresql === working.postgresql) return [];
  return [
    {
      code: 'unreleased-changes',
      message: `the spec says what no release says: ${changes.length === 0 ? 'postgresql' : listOf(changes)}`,
      help: 'Look at them with `learnr-schema plan`, and freeze them with `learnr-schema release SLUG`.',
    },
  ];
}

/** The first few of the changes. */
function listOf(changes: readonly Change[]): string {
  const shown = changes
    .slice(0, 3)
    .map((change) => `${change.type} ${(change.type === 'drop' ? change.previous : change.next).id}`);
  return [...shown, ...(changes.length > 3 ? [`and ${changes.length - 3} more changes`] : [])].join(', ');
}
