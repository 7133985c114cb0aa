import { type Pair, pairOf, swap } from '../diff/pair.ts';
import { base, type Major } from '../model/model.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { renderPlan } from '../plan/script.ts';
import { padded, stem } from './file-name.ts';
import type { GeneratedKind } from './manifest.ts';

/** What is said of a release in the files that are generated from it. */
export type ReleaseLabel = { readonly number: number; readonly slug: string; readonly title: string };

const plans = new WeakMap<Pair, Plan>();

/** The plan for a pair, for the newer of the two versions of PostgreSQL that it says it must run on; made once for each pair. */
export function planFor(pair: Pair): Plan {
  const known = plans.get(pair);
  if (known !== undefined) return known;
  const plan = makePlan(pair, Math.max(pair.previous.postgresql, pair.next.postgresql) as Major);
  plans.set(pair, plan);
  return plan;
}

/**
 * The texts of the three files that are generated from a release.
 *
 * @param pair the way forward
 */
export function renderGenerated(release: ReleaseLabel, pair: Pair): Readonly<Record<GeneratedKind, string>> {
  return {
    schema: renderers.schema(release, pair),
    up: renderers.up(release, pair),
    down: renderers.down(release, pair),
  };
}

/** Text of one file; each takes the release and the way forward to it. */
export const renderers: Readonly<Record<GeneratedKind, (release: ReleaseLabel, pair: Pair) => string>> = {
  schema: (release, pair) => {
    const isFirst = pair.previous.objects.size === 0 && pair.previous.postgresql === base.postgresql;
    const whole = planFor(isFirst ? pair : pairOf(base, pair.next));
    return script(release, whole, `The whole schema at ${padded(release.number)}, for an empty database.`);
  },
  up: (release, pair) =>
    script(release, planFor(pair), `Forward from ${before(release)} to ${padded(release.number)}.`),
  down: (release, pair) =>
    script(release, planFor(swap(pair)), `Backward from ${padded(release.number)} to ${before(release)}.`),
};

function before({ number }: ReleaseLabel): string {
  return number === 1 ? 'base' : padded(number - 1);
}

function script(release: ReleaseLabel, plan: Plan, what: string): string {
  return renderPlan(plan, [
    `Release ${padded(release.number)}: ${release.title}`,
    what,
    `Made by learnr-schema from spec/versions/${stem(release)}.yaml. Do not edit.`,
    ...plan.losses.map(({ kind, name }) => `Destroys data: ${kind} ${name}`),
  ]);
}
