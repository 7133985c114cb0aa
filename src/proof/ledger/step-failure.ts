import pg from 'pg';
import type { StatementKind } from '../../sql/statement.ts';
import type { Ledger } from './ledger.ts';

/** Where a plan stopped. */
export type FailedAt = {
  readonly batch: number;
  /** Of the plan, counted from 1 through all batches; where the commit failed, the last step of the batch. */
  readonly step: number;
  readonly statement: StatementKind;
  /** What PostgreSQL defers, such as a deferred constraint, fails when the transaction ends. */
  readonly during: 'statement' | 'commit';
};

/** The server refused a step of a plan that is being measured: a verdict on the plan, and no bug of ours. */
export class StepFailure extends Error {
  readonly at: FailedAt;
  readonly sqlstate: string;
  /** Which constraint or index the server names. */
  readonly constraint: string | undefined;
  /** What the server said, without the values of whole rows. */
  readonly words: string;
  /** Of the steps that had been done. */
  readonly ledger: Ledger;

  constructor(at: FailedAt, error: pg.DatabaseError, ledger: Ledger) {
    const words = wordsOf(error);
    super(`failed at step ${at.step}${at.during === 'commit' ? ', when it was committed' : ''}: ${words}`);
    this.name = 'StepFailure';
    this.at = at;
    this.sqlstate = error.code ?? '';
    this.constraint = error.constraint;
    this.words = words;
    this.ledger = ledger;
  }
}

/** As a failure of the step; what the server did not say, such as a broken connection, stays as it is. */
export function stepFailure(error: unknown, at: FailedAt, ledger: Ledger): unknown {
  return error instanceof pg.DatabaseError ? new StepFailure(at, error, ledger) : error;
}

/** The details of these print a whole row (NOT NULL, CHECK). */
const ofRow: ReadonlySet<string> = new Set(['23502', '23514']);

function wordsOf({ message, detail, hint, code = '' }: pg.DatabaseError): string {
  const sentences = [message, ofRow.has(code) ? undefined : detail, hint];
  const said = sentences.filter((text) => text !== undefined && text !== '') as readonly string[];
  return `${said.map((text) => text.replace(/\.$/, '')).join('. ')} (SQLSTATE ${code})`;
}
