import type { Plan } from '../plan/plan.ts';
import { renderPlan } from '../plan/script.ts';
import { type StateName, stateText } from './plan/view.ts';

/** @param plan from the empty schema to the state */
export function renderShownSql(state: StateName, plan: Plan): string {
  return renderPlan(plan, [`${stateText(state)}: the whole schema, for an empty database`]);
}
