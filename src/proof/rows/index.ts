/** Rows that satisfy a schema, and what a plan has made of them. */

export { removeBereft } from './bereft.ts';
export { compareRows } from './compare-rows.ts';
export { doubtsBehind } from './doubts-behind.ts';
export { insertRows } from './insert.ts';
export { ownSequence } from './own-sequence.ts';
export { type Passage, passageOf, roundTripOf } from './passage.ts';
export type { Doubt, ParseExpression, Rows, Wanted } from './rows.ts';
export { rowsFor, rowsForPair } from './rows-for.ts';
export { type Snapshot, snapshot } from './snapshot.ts';
export { insertStatements, type RowStatement } from './statements.ts';
export type { LostValue, RowProblem, RowsVerdict } from './verdict.ts';
