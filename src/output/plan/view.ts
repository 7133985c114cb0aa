import type { Change } from '../../diff/change.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ProofView } from '../proof/view.ts';
import { releaseTitle } from '../target/names.ts';

/** What there is to show of a plan: where it leads, what it changes, and how. */
export type PlanView = {
  readonly from: StateName;
  readonly to: StateName;
  readonly changes: readonly Change[];
  readonly plan: Plan;
  /** Absent where nobody asks for it. */
  readonly proof?: ProofView;
};

/** `base`, `working`, the URL of a database; or a release as `002_v2_1_features`, with its number and title. */
export type StateName = { readonly name: string; readonly number?: number; readonly title?: string };

/** `002 v2.1 features` */
export function stateText({ name, number, title }: StateName): string {
  return title === undefined || number === undefined ? name : releaseTitle({ number, title });
}
