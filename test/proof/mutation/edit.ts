import { isDeepStrictEqual } from 'node:util';
import type { Batch, Plan, Step } from '../../../src/plan/plan.ts';
import { renderStatement } from '../../../src/sql/render.ts';
import type { Statement } from '../../../src/sql/statement.ts';

/** How a plan is spoiled. Every one of these throws where the plan has nothing to spoil: a mutant is never the plan itself. */
export type Spoil = (plan: Plan) => Plan;

type Fields = Readonly<Record<string, unknown>>;

/** Steps are named by their SQL. */
function says({ statement }: Step, pattern: RegExp): boolean {
  return pattern.test(renderStatement(statement));
}

/** The steps that say so, without one. */
export function without(pattern: RegExp): Spoil {
  return (plan) => onBatches(plan, ({ steps }) => steps.filter((step) => !says(step, pattern)));
}

/** Two neighbours in one batch in the other order. */
export function swapped(first: RegExp, second: RegExp): Spoil {
  return (plan) =>
    onBatches(plan, ({ steps }) => {
      const [a, b] = [first, second].map((pattern) => steps.findIndex((step) => says(step, pattern)));
      if (a === undefined || b === undefined || a < 0 || b < 0) return steps;
      return steps.with(a, steps[b] as Step).with(b, steps[a] as Step);
    });
}

/** The batch with the step that says so, in the transaction of the one before it. */
export function mergedIntoPredecessor(pattern: RegExp): Spoil {
  return (plan) => {
    const at = batchOf(plan, pattern);
    const [before, batch] = [plan.batches[at - 1], plan.batches[at]];
    if (before === undefined || batch === undefined) throw new Error(`there is no batch before ${pattern}`);
    const merged: Batch = { ...before, transaction: true, steps: [...before.steps, ...batch.steps] };
    return { ...plan, batches: plan.batches.toSpliced(at - 1, 2, merged) };
  };
}

/** The batch with the step that says so, after its successor. */
export function afterNextBatch(pattern: RegExp): Spoil {
  return (plan) => {
    const at = batchOf(plan, pattern);
    const [batch, next] = [plan.batches[at], plan.batches[at + 1]];
    if (next === undefined || batch === undefined) throw new Error(`there is no batch after ${pattern}`);
    return { ...plan, batches: plan.batches.toSpliced(at, 2, next, batch) };
  };
}

/** The batch with the step that says so, and each of its steps in a transaction of its own. */
export function inPieces(pattern: RegExp): Spoil {
  return (plan) => {
    const at = batchOf(plan, pattern);
    const batch = plan.batches[at] as Batch;
    const pieces = batch.steps.map((step): Batch => ({ ...batch, steps: [step] }));
    if (pieces.length < 2) throw new Error(`the batch of ${pattern} has one step`);
    return { ...plan, batches: plan.batches.toSpliced(at, 1, ...pieces) };
  };
}

/** The batch with the step that says so, inside a transaction. */
export function inTransaction(pattern: RegExp): Spoil {
  return (plan) => {
    const at = batchOf(plan, pattern);
    const batch = plan.batches[at] as Batch;
    if (batch.transaction) throw new Error(`${pattern} is in a transaction`);
    return { ...plan, batches: plan.batches.with(at, { ...batch, transaction: true }) };
  };
}

/** Whatever in a statement has these fields gets others; undefined takes one away. */
export function amended(where: Fields, patch: Fields | ((found: Fields) => Fields)): Spoil {
  return (plan) => {
    const spoilt = onSteps(plan, (step) => ({
      ...step,
      statement: amendValue(step.statement, where, patch) as Statement,
    }));
    return isDeepStrictEqual(spoilt, plan) ? nothing(JSON.stringify(where)) : spoilt;
  };
}

/** As `amended`, in the steps that say so. */
export function amendedIn(
  pattern: RegExp,
  where: Fields,
  patch: Fields | ((found: Fields) => Fields),
): Spoil {
  return (plan) => {
    const spoilt = onSteps(plan, (step) =>
      says(step, pattern)
        ? { ...step, statement: amendValue(step.statement, where, patch) as Statement }
        : step,
    );
    return isDeepStrictEqual(spoilt, plan) ? nothing(`${pattern} ${JSON.stringify(where)}`) : spoilt;
  };
}

/**
 * SQL behind the back of a step: the query of a view is printed as it is, so one with a semicolon in it brings a second statement along.
 *
 * @param pattern of a step that makes a view
 */
export function hidden(pattern: RegExp, sql: string): Spoil {
  return amendedIn(pattern, { kind: 'view' }, ({ query }) => ({
    query: { ...(query as Fields), text: `${String((query as Fields)['text'])}; ${sql}` },
  }));
}

/** Without the hazards of the steps that say so. */
export function undeclared(pattern: RegExp): Spoil {
  return (plan) => {
    const spoilt = onSteps(plan, (step) => (says(step, pattern) ? { ...step, hazards: [] } : step));
    return isDeepStrictEqual(spoilt, plan) ? nothing(`hazards of ${pattern}`) : spoilt;
  };
}

export const withoutLosses: Spoil = (plan) =>
  plan.losses.length === 0 ? nothing('losses') : { ...plan, losses: [] };

export function inTurn(...spoils: readonly Spoil[]): Spoil {
  return (plan) => spoils.reduce((spoilt, spoil) => spoil(spoilt), plan);
}

function amendValue(value: unknown, where: Fields, patch: Fields | ((found: Fields) => Fields)): unknown {
  if (Array.isArray(value)) return value.map((item) => amendValue(item, where, patch));
  if (typeof value !== 'object' || value === null) return value;
  const fields: Fields = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, amendValue(inner, where, patch)]),
  );
  const matches = Object.entries(where).every(
    ([name, wanted]) => name in fields && isDeepStrictEqual(fields[name], wanted),
  );
  if (!matches) return fields;
  const all = { ...fields, ...(typeof patch === 'function' ? patch(fields) : patch) };
  return Object.fromEntries(Object.entries(all).filter(([, inner]) => inner !== undefined));
}

function batchOf({ batches }: Plan, pattern: RegExp): number {
  const at = batches.findIndex(({ steps }) => steps.some((step) => says(step, pattern)));
  return at === -1 ? nothing(String(pattern)) : at;
}

function onBatches(plan: Plan, change: (batch: Batch) => readonly Step[]): Plan {
  const batches = plan.batches
    .map((batch): Batch => ({ ...batch, steps: change(batch) }))
    .filter(({ steps }) => steps.length > 0);
  const same = isDeepStrictEqual(batches, plan.batches);
  return same ? nothing('such steps') : { ...plan, batches };
}

function onSteps(plan: Plan, change: (step: Step) => Step): Plan {
  return {
    ...plan,
    batches: plan.batches.map((batch): Batch => ({ ...batch, steps: batch.steps.map(change) })),
  };
}

function nothing(what: string): never {
  throw new Error(`the plan has nothing to spoil: ${what}`);
}
