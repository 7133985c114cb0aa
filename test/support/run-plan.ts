import type { Client } from 'pg';
import type { Plan } from '../../src/plan/plan.ts';
import { renderStatement } from '../../src/sql/render.ts';

/** Runs a plan as its script says, without journal, locks or retries. */
export async function runPlan(client: Client, plan: Plan): Promise<void> {
  await client.query('SET search_path = public');
  for (const batch of plan.batches) {
    if (batch.transaction) await client.query('BEGIN');
    for (const step of batch.steps) {
      const sql = renderStatement(step.statement);
      try {
        await client.query(sql);
      } catch (error) {
        if (batch.transaction) await client.query('ROLLBACK');
        throw new Error(`${(error as Error).message}\nin: ${sql}`);
      }
    }
    if (batch.transaction) await client.query('COMMIT');
  }
}
