import { createHash } from 'node:crypto';
import type { Change } from '../../diff/change.ts';
import type { Batch, Plan } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import type { Statement } from '../../sql/statement.ts';
import { stepTitle } from './step-title.ts';

/** A step as it runs: its place in the plan, counted from 1, and its SQL. */
export type NumberedStep = {
  readonly number: number;
  readonly statement: Statement;
  /** The change that made it necessary. */
  readonly cause: Change;
  readonly sql: string;
  readonly title: string;
  /** SHA-256 of the SQL. */
  readonly hash: string;
};

export type NumberedBatch = Pick<Batch, 'transaction' | 'timeouts'> & {
  readonly steps: readonly NumberedStep[];
};

export function numbered(plan: Plan): readonly NumberedBatch[] {
  let number = 0;
  return plan.batches.map(({ transaction, timeouts, steps }) => ({
    transaction,
    timeouts,
    steps: steps.map(({ statement, cause }) => {
      number += 1;
      const sql = renderStatement(statement);
      return { number, statement, cause, sql, title: stepTitle(statement), hash: sha256(sql) };
    }),
  }));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
