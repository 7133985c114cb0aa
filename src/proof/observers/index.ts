/** Programs that are not ours, asked whether two databases have the same schema. */

export { findPgDumps, type PgDump } from '../../database/pg-dump/find.ts';
export { gapsFor } from './gaps-for.ts';
export { observeWithMigra } from './migra/observe.ts';
export type { DatabaseUrl, NotObserved, Observation, Observer } from './observation.ts';
export { observeWithPgDump } from './pg-dump/observe.ts';
export { prepareObservers } from './prepare.ts';
