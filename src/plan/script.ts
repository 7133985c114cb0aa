import { renderStatement } from '../sql/render.ts';
import type { Batch, Hazard, Plan, Step, Timeouts } from './plan.ts';

/**
 * A plan as a script for psql, which does to each batch what this program does: the session has no timeouts, and a transaction
 * or a statement outside one brings its own.
 *
 * @param header lines for the comment at the top
 */
export function renderPlan(plan: Plan, header: readonly string[]): string {
  const body = plan.batches.length === 0 ? ['-- nothing to do'] : plan.batches.map(batch);
  return `${paragraphs([header.map(comment), session(plan), ...body.map((part) => [part])])}\n`;
}

function session({ batches }: Plan): readonly string[] {
  if (batches.length === 0) return [];
  const waits = batches.some(({ timeouts }) => timeouts.class === 'patient');
  return [
    'SET search_path = public;',
    ...(waits ? ['SET lock_timeout = 0;', 'SET statement_timeout = 0;'] : []),
  ];
}

function batch({ transaction, timeouts, steps }: Batch): string {
  const limits = limitsOf(timeouts);
  const set = (scope: string) => limits.map(([name, value]) => `SET ${scope}${name} = ${value};`);
  const parts = transaction
    ? [['BEGIN;', ...set('LOCAL ')], ...steps.map(step), ['COMMIT;']]
    : [set(''), ...steps.map(step), limits.map(([name]) => `SET ${name} = 0;`)];
  return paragraphs(parts);
}

/** The limits that differ from none, with their values as SQL. */
export function limitsOf({
  lockTimeout,
  statementTimeout,
}: Timeouts): readonly (readonly [name: string, value: string])[] {
  const limits = [
    ['lock_timeout', lockTimeout],
    ['statement_timeout', statementTimeout],
  ] as const;
  return limits.flatMap(([name, milliseconds]) =>
    milliseconds === 0 ? [] : [[name, duration(milliseconds)] as const],
  );
}

function step({ statement, hazards }: Step): readonly string[] {
  return [...hazards.map(hazard), `${renderStatement(statement)};`];
}

/** What the script says of a hazard, above its step. */
export function hazard({ kind, message }: Hazard): string {
  return comment(`hazard: ${kind}: ${message}`);
}

/** Every line of it behind its own dashes. */
export function comment(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `-- ${line}`.trimEnd())
    .join('\n');
}

/** `'5s'` or `'1500ms'` */
function duration(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `'${milliseconds / 1000}s'` : `'${milliseconds}ms'`;
}

function paragraphs(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
