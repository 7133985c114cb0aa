import { createHash } from 'node:crypto';
import type { Death, Point } from './trial.ts';

/** Which ways of ending a run are tried at a point. */
export type Trial = { readonly point: Point; readonly death: Exclude<Death, 'server'> };

export function trialsAt(point: Point): readonly Trial[] {
  return deathsAt(point).map((death) => ({ point, death }));
}

function deathsAt(point: Point): readonly Trial['death'][] {
  if (point.moment === 'inside') return ['client', 'unnoticed', 'repeatedly', 'backend'];
  if (point.moment === 'before' && point.at === 0) return ['client', 'repeatedly', 'backend'];
  return isOfServer(point) ? ['client', 'backend'] : ['client'];
}

/**
 * Whether it differs to the server from the point before: a server that has answered one request is as it is when it has not got
 * the next.
 */
export function isOfServer({ at, moment }: Point): boolean {
  return moment !== 'before' || at === 0;
}

/** Takes one of each kind of request, before or after it, with the process or the session ended; and one of each wait. */
export class Sample {
  private readonly seen = new Set<string>();

  takes({ point, death }: Trial): boolean {
    const { kind, moment } = point;
    const alone = moment !== 'inside' && death !== 'repeatedly';
    const wait = moment === 'inside' && death !== 'repeatedly' ? ` ${point.wait}` : '';
    const key = alone ? kind : `${death}${wait}`;
    if (this.seen.has(key)) return false;
    if (alone) {
      // By chance, and the same each time.
      const chance = (createHash('sha256').update(kind).digest()[0] ?? 0) % 3;
      if (`${death} ${moment}` !== ['client before', 'client after', 'backend after'][chance]) return false;
    }
    this.seen.add(key);
    return true;
  }
}
