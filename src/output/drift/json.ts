import { type PlanJson, planJson } from '../plan/json.ts';
import type { StateName } from '../plan/view.ts';
import { type Difference, differencesOf } from './difference.ts';
import type { BesideView, DriftView } from './view.ts';

/** What `verify --json` prints. Programs rely on this: keys are added, never changed or removed. */
export type DriftJson = BesideView & {
  readonly target: string;
  readonly server: string;
  readonly against: StateName;
  readonly equal: boolean;
  readonly differences: readonly Difference[];
  /** Why what is unclear could not be settled. */
  readonly unsettled?: string;
  /** What would mend it. */
  readonly plan: Pick<PlanJson, 'batches' | 'losses'>;
};

export function driftJson(view: DriftView): DriftJson {
  const { target, server, against, changes, plan, unsettled, notCovered, access, leftOut } = view;
  const { batches, losses } = planJson({ from: { name: target }, to: against, changes, plan });
  return {
    target,
    server,
    against,
    equal: changes.length === 0,
    differences: differencesOf(view),
    ...(unsettled === undefined ? {} : { unsettled: unsettled.reason }),
    notCovered: notCovered.map(({ kind, name }) => ({ kind, name })),
    access: access.map(({ kind, name }) => ({ kind, name })),
    leftOut: leftOut.map(({ name, tool }) => ({ name, tool })),
    plan: { batches, losses },
  };
}
