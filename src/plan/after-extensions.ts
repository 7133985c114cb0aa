import type { Draft, Rank, Resource } from './draft.ts';

/** Ranks of steps that make something of what is there. */
const making: ReadonlySet<Rank> = new Set(['type', 'table', 'program']);

/**
 * The model does not know which types, functions and operators an extension brings: whatever is made may need them, so that extensions come
 * before.
 */
export function afterExtensions(drafts: readonly Draft[]): readonly Draft[] {
  const extensions = drafts.flatMap(({ cause, provides }): readonly Resource[] =>
    cause.type !== 'drop' && cause.next.kind === 'extension' ? provides : [],
  );
  if (extensions.length === 0) return drafts;
  return drafts.map((draft) =>
    making.has(draft.rank) ? { ...draft, prefers: [...draft.prefers, ...extensions] } : draft,
  );
}
