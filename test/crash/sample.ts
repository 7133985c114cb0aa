import { createHash } from 'node:crypto';
import type { Death, Point } from './trial.ts';

/** Which ways of ending a run are tried at a point. */
export type Trial = { readonly point: Point; readonly death: Exclude<Death, 'server'> };

export function trialsAt(point: Point): readonly Trial[] {
  const deaths =
    point.moment === 'inside'
      ? (['client', 'unnoticed', 'backend'] as const)
      : (['client', 'backend'] as const);
  return deaths.map((death) => ({ point, death }));
}

/** Takes one of each kind of request, before or after it, with the process or the session ended; and one of each wait. */
export class Sample {
  private readonly seen = new Set<string>();

  takes({ point, death }: Trial): boolean {
    const { kind, moment } = point;
    const key = moment === 'inside' ? `${death} ${point.wait}` : kind;
    if (this.seen.has(key)) return false;
    if (moment !== 'inside') {
      // By chance, and the same each time.
      const chance = createHash('sha256').update(kind).digest()[0] ?? 0;
      if (death !== (chance % 2 === 0 ? 'client' : 'backend')) return false;
      if (moment !== (chance % 4 < 2 ? 'before' : 'after')) return false;
    }
    this.seen.add(key);
    return true;
  }
}
