import type { Change } from '../../diff/change.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ProofView } from '../proof/view.ts';

/** What there is to show of a plan: where it leads, what it changes, and how. */
export type PlanView = {
  readonly from: StateName;
  readonly to: StateName;
  readonly changes: readonly Change[];
  readonly plan: Plan;
  /** Absent where nobody asks for it. */
  readonly proof?: ProofView;
};

/** `base`, `002`, `working`; a release also has its title. */
export type StateName = { readonly name: string; readonly title?: string };

/** `002 v2.1 features` */
export function stateText({ name, title }: StateName): string {
  return title === undefined ? name : `${name} ${title}`;
}
