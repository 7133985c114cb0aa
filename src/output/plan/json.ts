import type { Change } from '../../diff/change.ts';
import type { Element, ElementKind } from '../../model/element.ts';
import type { HazardKind, Loss, RenameHint, TimeoutClass } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import { describeChange } from '../describe/change.ts';
import { type ProofJson, proofJson } from '../proof/view.ts';
import { type Counts, summarize } from './summary.ts';
import type { PlanView, StateName } from './view.ts';

/** A plan as `--json` prints it. Programs rely on this: keys are added, never changed or removed. */
export type PlanJson = {
  readonly from: StateName;
  readonly to: StateName;
  /** The oldest major version that the plan runs on. */
  readonly postgresql: number;
  /** By kind of object. */
  readonly summary: Readonly<Record<string, Counts>>;
  readonly changes: readonly ChangeJson[];
  readonly batches: readonly BatchJson[];
  readonly losses: readonly { readonly kind: Loss['kind']; readonly name: string }[];
  readonly hints: readonly Pick<RenameHint, 'kind' | 'dropped' | 'added' | 'line'>[];
  readonly proof?: ProofJson;
};

export type ChangeJson = {
  readonly type: Change['type'];
  readonly kind: ElementKind;
  /** The address in the next model, or in the previous one of what is dropped: `column public.users.email`. */
  readonly id: string;
  /** Of what is renamed: its address in the previous model. */
  readonly previousId?: string;
  /** Of what is altered: what differs. */
  readonly attributes?: readonly string[];
  /** `+ column public.users.email text not null` */
  readonly description: string;
};

export type BatchJson = {
  readonly transaction: boolean;
  /** Milliseconds; 0 is no limit. */
  readonly timeouts: {
    readonly class: TimeoutClass;
    readonly lockTimeout: number;
    readonly statementTimeout: number;
    readonly attempts: number;
  };
  readonly steps: readonly StepJson[];
};

export type StepJson = {
  /** One statement, without the semicolon that ends it in a script. */
  readonly sql: string;
  /** The change that made the step necessary, as its description. */
  readonly cause: string;
  readonly hazards: readonly { readonly kind: HazardKind; readonly message: string }[];
  readonly timeouts: TimeoutClass;
};

export function planJson({ from, to, changes, plan, proof }: PlanView): PlanJson {
  return {
    from,
    to,
    postgresql: plan.postgresql,
    summary: Object.fromEntries(summarize(changes)),
    changes: changes.map(changeJson),
    batches: plan.batches.map(({ transaction, timeouts, steps }) => ({
      transaction,
      timeouts: {
        class: timeouts.class,
        lockTimeout: timeouts.lockTimeout,
        statementTimeout: timeouts.statementTimeout,
        attempts: timeouts.attempts,
      },
      steps: steps.map((step) => ({
        sql: renderStatement(step.statement),
        cause: describeChange(step.cause),
        hazards: step.hazards.map(({ kind, message }) => ({ kind, message })),
        timeouts: step.timeouts,
      })),
    })),
    losses: plan.losses.map(({ kind, name }) => ({ kind, name })),
    hints: plan.hints.map(({ kind, dropped, added, line }) => ({ kind, dropped, added, line })),
    ...(proof === undefined ? {} : { proof: proofJson(proof) }),
  };
}

function changeJson(change: Change): ChangeJson {
  const element: Element = change.type === 'drop' ? change.previous : change.next;
  return {
    type: change.type,
    kind: element.kind,
    id: element.id,
    ...(change.type === 'rename' ? { previousId: change.previous.id } : {}),
    ...(change.type === 'alter' ? { attributes: change.attributes } : {}),
    description: describeChange(change),
  };
}
