import { fail } from '../../diagnostic/diagnostic.ts';
import { type Major, majors } from '../../model/model.ts';
import type { OnEvent } from './events.ts';
import type { ServerVersion } from './session.ts';

/**
 * Warns of a server that is newer than this program knows.
 *
 * @throws DiagnosticError `target-version` where it is older
 */
export function checkServerVersion({ major, text }: ServerVersion, onEvent: OnEvent): void {
  const [oldest, newest] = [majors[0], majors[majors.length - 1] as Major];
  if (major < oldest)
    fail(
      'target-version',
      `the target runs PostgreSQL ${text}, and this program knows ${oldest} to ${newest}`,
      `Upgrade the server to PostgreSQL ${oldest} or newer.`,
    );
  if (major > newest)
    onEvent({
      kind: 'warning',
      message: `the target runs PostgreSQL ${text}; this program was made for ${oldest} to ${newest}`,
    });
}

/** @throws DiagnosticError `target-version` where the server is older than a plan needs */
export function checkPlanVersion({ major, text }: ServerVersion, needed: Major, what: string): void {
  if (major < needed)
    fail(
      'target-version',
      `${what} needs PostgreSQL ${needed}, and the target runs ${text}`,
      `Upgrade the server to PostgreSQL ${needed} or newer.`,
    );
}
