import type { Id } from '../model/id.ts';
import type { Draft } from './draft.ts';
import type { Hazard } from './plan.ts';

/**
 * The hazards of a step where it stands: its own, and what becomes of its work on rows under the locks of its transaction. Only the
 * transaction knows them: what is harmless by itself keeps people waiting once an earlier step has locked something.
 * @param held the existing relations that the transaction has locked when the step runs, those that the step itself locks included
 */
export function hazardsIn(draft: Draft, held: Iterable<Id>): readonly Hazard[] {
  const locked = [...held];
  const others = namesOf(locked.filter((id) => id !== draft.locks[0]));
  const hazards = others.length === 0 ? draft.hazards : withOthers(draft.hazards, others);
  if (draft.work === undefined || locked.length === 0) return hazards;
  return [...hazards, { kind: 'blocking', message: `${stay(namesOf(locked))} locked while ${draft.work}` }];
}

/** The recipe has said what becomes of the relation that it works on; the others are added there. */
function withOthers(hazards: readonly Hazard[], others: readonly string[]): readonly Hazard[] {
  const position = hazards.findIndex(keepsWaiting);
  return hazards.map((hazard, index) =>
    index === position
      ? { ...hazard, message: `${hazard.message}; ${stay(others)} locked meanwhile` }
      : hazard,
  );
}

/** Whether people wait for as long as the step works on rows. */
export function keepsWaiting({ kind }: Hazard): boolean {
  return kind === 'rewrite' || kind === 'blocking';
}

/** `t stays`, `t and u stay`, `t, u and v stay` */
function stay(names: readonly string[]): string {
  return `${enumerate(names)} ${names.length === 1 ? 'stays' : 'stay'}`;
}

/** `t`, `t and u`, `t, u and v` */
function enumerate(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** As messages name relations: in their order, each once, and without `public`. A view and what takes its place have one name. */
function namesOf(relations: readonly Id[]): readonly string[] {
  const names = relations.map((id) => id.slice(id.indexOf(' ') + 1));
  return [...new Set(names.map((name) => name.replace(/^public\./, '')))].sort();
}
