import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';

/** Bits of pg_trigger.tgtype. */
const bits = { insert: 4, update: 16 } as const;

/** Statements around a change of rows that no trigger of users is to see: the first locks writers out until its transaction ends. */
export type Silence = { readonly before: string; readonly after: string };

/** @returns undefined where no such trigger would fire */
export async function silenceOf(
  client: pg.Client,
  relation: QualifiedName,
  event: keyof typeof bits,
): Promise<Silence | undefined> {
  const { rows } = await client.query<{ name: string; enabled: 'O' | 'A' }>(
    `SELECT tgname AS name, tgenabled AS enabled FROM pg_trigger
WHERE tgrelid = to_regclass($1) AND NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgtype & $2 <> 0
  AND tgname NOT LIKE 'learnr\\_schema\\_attic\\_%'`,
    [fullName(relation), bits[event]],
  );
  if (rows.length === 0) return undefined;
  const alter = (actions: readonly string[]) => `ALTER TABLE ${fullName(relation)} ${actions.join(', ')}`;
  return {
    before: alter(rows.map(({ name }) => `DISABLE TRIGGER ${quoteName(name)}`)),
    after: alter(
      rows.map(({ name, enabled }) => `ENABLE ${enabled === 'A' ? 'ALWAYS ' : ''}TRIGGER ${quoteName(name)}`),
    ),
  };
}
