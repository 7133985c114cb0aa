/** Programs that are not ours, asked whether two databases have the same schema. */
export { observeWithMigra } from './migra/observe.ts';
export type { DatabaseUrl, NotObserved, Observation } from './observation.ts';
export { observeWithPgDump } from './pg-dump/observe.ts';
