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
    const statements = steps.map(({ statement }) => renderStatement(statement));
    if (transaction) await runTransaction(client, statements);
    else for (const statement of statements) await runOne(client, statement);
  }
}

/** In one message, so that nobody waits for each answer. Where the server refuses it, one by one, to know which statement it was. */
async function runTransaction(client: pg.Client, statements: readonly string[]): Promise<void> {
  const all = ['BEGIN', ...statements, 'COMMIT'];
  try {
    // On a line of its own: a statement may end with a comment.
    await client.query(all.join('\n;\n'));
  } catch (error) {
    if (!isServerError(error)) throw error;
    await client.query('ROLLBACK');
    for (const statement of all) await runOne(client, statement);
  }
}

async function runOne(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    throw isServerError(error) ? new StatementRefused(statement, explain(error)) : error;
  }
}
