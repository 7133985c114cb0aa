import type pg from 'pg';
import type { Plan } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';

/**
 * Runs a plan where nobody else is: as its script says, without journal, timeouts and retries.
 *
 * @throws what the server says
 */
export async function runPlainly(client: pg.Client, plan: Plan): Promise<void> {
  for (const { transaction, steps } of plan.batches) {
    const statements = steps.map(({ statement }) => renderStatement(statement));
    if (transaction) await client.query(['BEGIN', ...statements, 'COMMIT'].join(';\n'));
    else for (const statement of statements) await client.query(statement);
  }
}
