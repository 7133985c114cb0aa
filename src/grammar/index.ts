/** PostgreSQL's own grammar: SQL that people wrote, as values of the model. */

export type { ParsedType } from './data-type.ts';
export { type Grammar, loadGrammar } from './grammar.ts';
export type { BodyPlace, ExpressionPlace, Place, QueryPlace } from './meaning/place.ts';
export type { ParsedReference } from './name.ts';
export type { Parsed, SqlProblem } from './parsed.ts';
export type { ViewQuery } from './query.ts';
export type { RoutineCall } from './routine-call.ts';
export type { RoutineSignature } from './signature.ts';
export type { RoutineHeader } from './string-body.ts';
