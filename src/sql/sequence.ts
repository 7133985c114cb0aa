import type { ColumnReference, Sequence } from '../model/schema-object.ts';
import { clauses } from './layout.ts';
import { regclass, relationName } from './name.ts';
import { quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import { allOptions, givenOptions } from './sequence-options.ts';
import type { QualifiedName, SequenceAction, Statement } from './statement.ts';
import { words } from './words.ts';

export function createSequence(sequence: Sequence, unlogged: boolean): string {
  return clauses([
    `CREATE ${unlogged ? 'UNLOGGED ' : ''}SEQUENCE ${relationName(sequence)}`,
    sequence.type === 'bigint' ? '' : `AS ${sequence.type}`,
    ...givenOptions(sequence.options),
    sequence.ownedBy === undefined ? '' : ownedBy(sequence.ownedBy),
  ]);
}

export function alterSequence(sequence: QualifiedName, action: SequenceAction): string {
  return clauses([`ALTER SEQUENCE ${relationName(sequence)}`, renderWith(actions, action)]);
}

/**
 * `setval` to the greatest value of the column, but never back: a sequence that is ahead stays where it is, and one whose column
 * has no value at all is left alone.
 */
export function advanceSequence(sequence: QualifiedName, table: QualifiedName, column: string): string {
  const greatest = `max(${quoteName(column)})`;
  return clauses([
    `SELECT setval(${regclass(sequence)}, ${greatest}::bigint)`,
    `FROM ${relationName(table)}`,
    `HAVING ${greatest} >= (SELECT last_value FROM ${relationName(sequence)})`,
  ]);
}

/** `setval` to where it is to begin, unless it has come as far as its first value already. */
export function beginSequence({ sequence, first, start, down }: Begin): string {
  return clauses([
    `SELECT setval(${regclass(sequence)}, ${start}, false)`,
    `FROM ${relationName(sequence)}`,
    `WHERE last_value ${down ? '>' : '<'} ${first}`,
  ]);
}

type Begin = Extract<Statement, { kind: 'begin_sequence' }>;

const actions = {
  set_type: ({ type }) => `AS ${type}`,
  set_options: ({ options, restart }) => words(...allOptions(options), restart === true && 'RESTART'),
  set_logged: ({ logged }) => (logged ? 'SET LOGGED' : 'SET UNLOGGED'),
  owned_by: ({ column }) => ownedBy(column),
} as const satisfies Renderers<SequenceAction>;

function ownedBy(owner: ColumnReference | undefined): string {
  if (owner === undefined) return 'OWNED BY NONE';
  return `OWNED BY ${relationName({ schema: owner.schema, name: owner.table })}.${quoteName(owner.column)}`;
}
