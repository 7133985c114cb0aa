import type { Change } from '../../diff/change.ts';
import type { Id } from '../../model/id.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StateName } from '../plan/view.ts';

/** What there is to show of how a database differs from a state of the schema. */
export type DriftView = {
  /** Without its password. */
  readonly target: string;
  readonly server: string;
  readonly against: StateName;
  /** From the database to the state. */
  readonly changes: readonly Change[];
  readonly unsettled: { readonly ids: ReadonlySet<Id>; readonly reason: string } | undefined;
  /** What would mend it. */
  readonly plan: Plan;
} & BesideView;

/** What a database holds besides what is compared. */
export type BesideView = {
  readonly notCovered: readonly { readonly kind: string; readonly name: string }[];
  /** Owners and privileges, which are no part of a schema. */
  readonly access: readonly { readonly kind: string; readonly name: string }[];
  readonly leftOut: readonly { readonly name: string; readonly tool: string }[];
};
