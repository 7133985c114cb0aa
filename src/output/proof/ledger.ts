import type { Ledger, LedgerEntry, RelationEntry } from '../../proof/ledger/ledger.ts';
import { withoutHome } from './names.ts';

/** A line of a ledger: what one step did. */
export type LedgerLine = {
  readonly batch: number;
  readonly step: number;
  /** `alter table` */
  readonly statement: string;
  /** `users ACCESS EXCLUSIVE, rewrite`, one for each relation that was there before and that the step locks or works on. */
  readonly relations: readonly string[];
  /** `0.4 ms` */
  readonly time: string;
};

export function ledgerLines({ steps }: Ledger): readonly LedgerLine[] {
  return steps.map((entry) => ({
    batch: entry.batch,
    step: entry.step,
    statement: entry.statement.replaceAll('_', ' '),
    relations: relationTexts(entry),
    time: milliseconds(entry.milliseconds),
  }));
}

/** What the step adds to the locks of its transaction, and what it does under those that it found. */
function relationTexts({ relations, elsewhere }: LedgerEntry): readonly string[] {
  return [
    ...relations.flatMap(relationText),
    ...elsewhere.map(({ relation, work }) => `${withoutHome(relation)} ${work.replace('-', ' ')}`),
  ];
}

function relationText({ relation, lock, taken, rewrite, scan, build }: RelationEntry): readonly string[] {
  const work = [
    ...(rewrite ? ['rewrite'] : []),
    ...(scan ? ['scan'] : []),
    ...(build ? ['index build'] : []),
  ];
  if (taken === undefined && work.length === 0) return [];
  return [[`${withoutHome(relation)} ${taken ?? `${lock} held`}`, ...work].join(', ')];
}

export function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
