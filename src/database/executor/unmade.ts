import { partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Plan } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import type { QualifiedName, Statement } from '../../sql/statement.ts';
import type { DeferredStep } from '../journal/journal.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';

/**
 * What steps that were put off have not made: indexes, and constraints that stand on one, each with that index. Building one may have been
 * tried since, so that the index is there, INVALID or waiting for its constraint.
 */
export type Unmade = ReadonlyMap<Id, QualifiedName>;

/** @param deferred steps of the plan, which was run without them */
export function unmadeBy(plan: Plan, deferred: readonly Pick<DeferredStep, 'number'>[]): Unmade {
  const steps = plan.batches.flatMap((batch) => batch.steps);
  const causes = deferred.flatMap(({ number }) => steps[number - 1]?.cause ?? []);
  const unmade = new Map<Id, QualifiedName>();
  for (const { statement, cause } of steps) {
    if (statement.kind !== 'create_index' || !causes.includes(cause)) continue;
    const { table, index } = statement;
    const name = { schema: table.schema, name: index.name };
    unmade.set(partId('index', table, index.name), name);
    if (cause.type === 'add' && cause.next.kind !== 'table') unmade.set(cause.next.id, name);
  }
  return unmade;
}

/** The steps of the way back, where each that would drop what was not made takes away what there may be of it. */
export function withoutUnmade(batches: readonly NumberedBatch[], unmade: Unmade): readonly NumberedBatch[] {
  if (unmade.size === 0) return batches;
  return batches.map((batch) => ({
    ...batch,
    steps: batch.steps.map((step) => withoutUnmadeOf(step, unmade, !batch.transaction)),
  }));
}

/** Its number, title and hash stay, by which the journal knows it. */
function withoutUnmadeOf(step: NumberedStep, unmade: Unmade, concurrently: boolean): NumberedStep {
  const { cause } = step;
  const index = cause.type === 'drop' ? unmade.get(cause.previous.id) : undefined;
  if (index === undefined) return step;
  const statement: Statement = { kind: 'drop_index', index, concurrently, ifExists: true };
  return { ...step, statement, sql: renderStatement(statement) };
}
