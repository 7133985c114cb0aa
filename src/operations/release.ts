import { join } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { diff } from '../diff/diff.ts';
import { type Pair, pairOf } from '../diff/pair.ts';
import { noParent } from '../release/chain.ts';
import { checksum } from '../release/checksum.ts';
import { composeRelease } from '../release/compose.ts';
import { stem } from '../release/file-name.ts';
import { gather } from '../release/gather.ts';
import { planFor, renderGenerated } from '../release/generated.ts';
import { checkAgainstManifest, generatedTexts, readGenerated } from '../release/generated-files.ts';
import { type Chain, loadChain } from '../release/load-chain.ts';
import { checksumsOf, manifestName, renderManifest } from '../release/manifest.ts';
import { ReleasedModels } from '../release/models.ts';
import type { Project } from '../release/project.ts';
import { proveFold } from '../release/prove-fold.ts';
import { loadReader } from '../release/reader.ts';
import { writeFiles } from '../release/write-files.ts';
import type { Documents } from '../spec/build/build-model.ts';
import type { PlanResult } from './plan.ts';
import type { ProofChoice } from './proving/choice.ts';
import { proofOf } from './proving/proof-of.ts';
import { refuseRefuted } from './proving/refuse-refuted.ts';
import {
  checkRequest,
  type ReleaseRequest,
  refuseLosses,
  refuseNothing,
  titleOf,
} from './release-request.ts';
import { releasedName, stateName } from './states.ts';
import { readWorking, type Working } from './working.ts';

/** A release that was made: the plan to it, and the files that were written, the release itself first. */
export type Released = {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly plan: PlanResult;
  readonly files: readonly string[];
};

/**
 * Freezes the spec as it stands as the next release, and writes what is generated from it. Writes everything or nothing.
 *
 * @throws DiagnosticError where the request, the spec, the releases or generated/ are wrong, where there is nothing to
 *   release, where data would be destroyed that nobody has allowed to destroy, and where the plan fails on a scratch server
 */
export async function release(
  project: Project,
  request: ReleaseRequest,
  proving: ProofChoice,
): Promise<Released> {
  const { chain, working } = await load(project, request);
  const { pair, previous } = await pending(chain, working);
  const planned = planTo(chain, request, pair);
  refuse([...refuseNothing(pair, planned.changes), ...refuseLosses(planned.plan, request.allowDataLoss)]);
  const plan: PlanResult = { ...planned, proof: await proofOf(pair, planned.plan, proving) };
  if (plan.proof.kind === 'proof') refuse(refuseRefuted(plan.proof.proof));

  const label = { number: chain.releases.length + 1, slug: request.slug, title: titleOf(request) };
  const header = { title: label.title, parent: chain.releases.at(-1)?.checksum ?? noParent };
  const text = await composeRelease(header, { pair, previous, next: working.documents });
  const path = join(project.spec, 'versions', `${stem(label)}.yaml`);
  await proveFold({ path, text }, previous, pair.next);

  const generated = renderGenerated(label, pair);
  const entry = { ...label, checksum: checksum(text), files: checksumsOf(generated) };
  const files = [
    { path, text },
    ...generatedTexts(label, generated).map(([name, content]) => ({
      path: join(project.generated, name),
      text: content,
    })),
    {
      path: join(project.generated, manifestName),
      text: renderManifest({ releases: [...(chain.manifest?.releases ?? []), entry] }),
    },
  ];
  await writeFiles(files);
  return { ...label, plan, files: files.map((file) => file.path) };
}

/** Everything that the release depends on, or everything that is wrong with it. */
async function load(
  project: Project,
  request: ReleaseRequest,
): Promise<{ readonly chain: Chain; readonly working: Working }> {
  const diagnostics: Diagnostic[] = [...checkRequest(request)];
  const [chain] = await gather([() => intactChain(project)], diagnostics);
  const [working] = await gather([() => readWorking(project)], diagnostics);
  refuse(diagnostics);
  return { chain: chain as Chain, working: working as Working };
}

/** The releases, with generated/ as they were left. */
async function intactChain(project: Project): Promise<Chain> {
  const chain = await loadChain(project);
  const found = await readGenerated(project);
  refuse(checkAgainstManifest(project, found, chain.releases, chain.manifest));
  return chain;
}

/** From head to the spec as it stands; both models know where each of their objects was read. */
async function pending(
  chain: Chain,
  working: Working,
): Promise<{ readonly pair: Pair; readonly previous: Documents }> {
  const previous = await new ReleasedModels(chain.releases).documentsAt(chain.releases.length);
  const { spec } = await loadReader();
  const head = spec.buildModel(previous);
  refuse(spec.checkRenames(head, working.model));
  return { pair: pairOf(head, working.model), previous };
}

function planTo({ releases }: Chain, request: ReleaseRequest, pair: Pair): Omit<PlanResult, 'proof'> {
  const head = releases.at(-1);
  return {
    from: stateName(head === undefined ? { kind: 'base' } : { kind: 'release', release: head }),
    to: releasedName({ number: releases.length + 1, slug: request.slug, title: titleOf(request) }),
    changes: diff(pair),
    plan: planFor(pair),
  };
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
}
