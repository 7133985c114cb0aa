import { plural } from '../../output/words.ts';
import type { Check } from './facts.ts';
import { firstLines, shownName, shownRole, verb } from './words.ts';

type Row = {
  readonly name: string;
  readonly event: string;
  readonly schema: string;
  readonly routine: string;
};

/** `login` is no event of DDL. */
const query = `
SELECT evtname AS name, evtevent AS event, nspname AS schema, proname AS routine
FROM pg_event_trigger JOIN pg_proc ON pg_proc.oid = evtfoid JOIN pg_namespace ON pg_namespace.oid = pronamespace
WHERE evtenabled IN ('O', 'A') AND evtevent <> 'login'
ORDER BY evtname`;

export const checkEventTriggers: Check = async ({ client }) => {
  const { rows } = await client.query<Row>(query);
  if (rows.length === 0) return [];
  return [
    {
      status: 'warning',
      title: `${plural(rows.length, 'event trigger')} ${verb(rows.length, 'runs', 'run')} when the schema changes`,
      detail: firstLines(
        rows.map(
          ({ name, event, schema, routine }) =>
            `${shownRole(name)} at ${event} runs ${shownName(schema, routine)}()`,
        ),
      ),
      help: 'An event trigger can refuse or slow down any statement: know what it does.',
    },
  ];
};
