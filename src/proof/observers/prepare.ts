import { findPgDumps } from '../../database/pg-dump/find.ts';
import { loadMigra } from './migra/library.ts';

/** Begins what every observation waits for and what is the same for all. What goes wrong is said when they observe. */
export function prepareObservers(): void {
  for (const begun of [findPgDumps(), loadMigra()]) begun.catch(() => {});
}
