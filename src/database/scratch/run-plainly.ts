import type pg from 'pg';
import type { Plan } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import { explain, isServerError } from '../target/server-error.ts';

/** A statement that the server refused, where nobody else could be in its way. */
export class StatementRefused extends Error {
  readonly statement: string;
  /** What the server said. */
  readonly words: string;

  constructor(statement: string, words: string) {
    super(words);
    this.name = 'StatementRefused';
    this.statement = statement;
    this.words = words;
  }
}

/**
 * Runs a plan where nobody else is: as its script says, without journal, timeouts and retries.
 *
 * @throws StatementRefused
 */
export async function runPlainly(client: pg.Client, plan: Plan): Promise<void> {
  for (const { transaction, steps } of plan.batches) {
    if (transaction) await client.query('BEGIN');
    for (const { statement } of steps) await runOne(client, renderStatement(statement));
    if (transaction) await runOne(client, 'COMMIT');
  }
}

async function runOne(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    throw isServerError(error) ? new StatementRefused(statement, explain(error)) : error;
  }
}
