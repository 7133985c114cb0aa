import { endHolder, type Holder, inspectHolder, seemsDead } from '../database/journal/unlock.ts';
import { withTarget } from '../database/target/with-target.ts';
import { fail } from '../diagnostic/diagnostic.ts';
import { activityText, holderText } from '../output/target/holder.ts';
import { rootOf } from './root.ts';
import type { TargetRequest } from './target-request.ts';

/** Who was at work on a target, and what became of it. */
export type Unlocked = {
  /** Without its password. */
  readonly target: string;
  readonly server: string;
  /** Whose session was ended; absent where nobody was at work. */
  readonly ended?: Holder;
  /** Who has taken the lock since then, in its turn. */
  readonly next?: Holder;
};

/** For how long the program that holds the lock is silent before it is taken for dead; its longest pause is 10 s. */
export const silenceMs = 60_000;

const endMs = 10_000;

/**
 * Ends the session that keeps deployers out of a target, if its program is gone.
 *
 * @param idleLimitMs for how long it must have said nothing to be taken for gone
 * @param force whether to end it in any case
 * @throws DiagnosticError `lock-held` where it works, `target-rights`, `lock-not-freed`, and where the target cannot be read
 */
export async function unlock(
  { project, target, onEvent }: TargetRequest,
  idleLimitMs: number,
  force: boolean,
): Promise<Unlocked> {
  return withTarget(target, rootOf(project), onEvent, async ({ client, url, server }) => {
    const about = { target: url.shown, server: server.text };
    const holder = await inspectHolder(client);
    if (holder === undefined) return about;
    if (!force && !seemsDead(holder, idleLimitMs)) refuse(holder, idleLimitMs);
    await endHolder(client, holder, endMs);
    // Whoever has waited for the lock may have it now: that is a lock that was freed.
    const next = await inspectHolder(client);
    return { ...about, ended: holder, ...(next === undefined ? {} : { next }) };
  });
}

function refuse(holder: Holder, idleLimitMs: number): never {
  const { activity } = holder;
  const wait = 'apply and rollback wait for it by themselves. To end it nevertheless, add --force.';
  fail(
    'lock-held',
    `${holderText(holder)} works on the target: ${activityText(activity)}`,
    activity.kind === 'idle'
      ? `It is taken for gone when it has said nothing for ${idleLimitMs / 1000} s; ${wait}`
      : wait,
  );
}
