/** Programs that are not ours, asked whether two databases have the same schema. */
export { gapsFor } from './gaps-for.ts';
export { observeWithMigra } from './migra/observe.ts';
export type { DatabaseUrl, NotObserved, Observation, Observer } from './observation.ts';
export { findPgDumps, type PgDump } from './pg-dump/find.ts';
export { observeWithPgDump } from './pg-dump/observe.ts';
