import type { Id } from '../model/id.ts';
import type { Statement } from '../sql/statement.ts';
import type { Draft } from './draft.ts';

/**
 * Columns of one table that change their types one after the other do so in one ALTER TABLE from the first on that has it written anew: that
 * is done only once.
 * @param drafts in their order, which stays
 */
export function mergeRewrites(drafts: readonly Draft[]): readonly Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const last = merged.at(-1);
    const both = last && merge(last, draft);
    if (both === undefined) merged.push(draft);
    else merged[merged.length - 1] = both;
  }
  return merged;
}

function merge(first: Draft, second: Draft): Draft | undefined {
  const [before, after] = [conversions(first), conversions(second)];
  if (before === undefined || after === undefined || dependsOn(second, first)) return undefined;
  if (!first.hazards.some(({ kind }) => kind === 'rewrite')) return undefined;
  const { table } = before;
  if (table.schema !== after.table.schema || table.name !== after.table.name) return undefined;
  if (first.closes !== undefined || second.opens !== undefined) return undefined;
  const said = new Set(first.hazards.map(({ message }) => message));
  return {
    ...first,
    statement: { ...before, actions: [...before.actions, ...after.actions] },
    hazards: [...first.hazards, ...second.hazards.filter(({ message }) => !said.has(message))],
    provides: [...first.provides, ...second.provides],
    locks: [...new Set<Id>([...first.locks, ...second.locks])],
    ...(second.closes === undefined ? {} : { closes: second.closes }),
  };
}

/** The statement of a step that converts columns. */
function conversions({ statement }: Draft): Extract<Statement, { kind: 'alter_table' }> | undefined {
  if (statement.kind !== 'alter_table') return undefined;
  const kinds = new Set(['drop_default', 'set_type', 'set_default']);
  const converts = statement.actions.some(({ kind }) => kind === 'set_type');
  return converts && statement.actions.every(({ kind }) => kinds.has(kind)) ? statement : undefined;
}

/** Whether it reads the column in its next form: expressions of one ALTER TABLE see all columns as they were. */
function dependsOn(second: Draft, first: Draft): boolean {
  const made = new Set(first.provides);
  return second.needs.some((resource) => made.has(resource));
}
