import type { Examined, Finding } from '../../output/doctor/finding.ts';
import { lockHolder } from '../journal/lock.ts';
import { endsSession, explain, isServerError } from '../target/server-error.ts';
import type { Session } from '../target/session.ts';
import { checks } from './checks.ts';
import type { Facts, Limits, ProjectFacts } from './facts.ts';
import { journalState } from './journal-state.ts';

/** Nothing that is looked at takes long, and whoever looks shall not be one more in the way. */
const guard = `
SET default_transaction_read_only = on;
SET statement_timeout = '5s';
SET lock_timeout = '2s'`;

/**
 * Looks at everything on a target, and changes nothing. What one check may not see keeps no other from its work.
 *
 * @param found told of each finding as soon as it is there
 */
export async function examine(
  session: Session,
  project: ProjectFacts | undefined,
  limits: Limits,
  found: (finding: Examined) => void,
): Promise<void> {
  await session.client.query(guard);
  const facts: Facts = {
    ...(project === undefined ? {} : { project }),
    ...(await holderOf(session)),
    journal: await journalState(session.client),
    limits,
  };
  for (const [check, { group, what, run }] of Object.entries(checks)) {
    for (const finding of await findingsOf(() => run(session, facts), what))
      found({ ...finding, group, check });
  }
}

async function holderOf({ client }: Session): Promise<Pick<Facts, 'holder'>> {
  const holder = await lockHolder(client);
  return holder === undefined ? {} : { holder };
}

async function findingsOf(run: () => Promise<readonly Finding[]>, what: string): Promise<readonly Finding[]> {
  try {
    return await run();
  } catch (error) {
    if (!isServerError(error) || endsSession(error)) throw error;
    return [
      {
        status: 'warning',
        title: `${what}: could not be looked at`,
        detail: [explain(error)],
        help: 'The message is the server’s own; the other checks do not depend on it.',
      },
    ];
  }
}
