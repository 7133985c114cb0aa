import type { Sequence, SequenceOptions } from '../../model/schema-object.ts';
import { defaultStart } from '../../sql/sequence-options.ts';

export type Counter = { readonly type: Sequence['type']; readonly options: SequenceOptions };

/**
 * What has to happen to where a sequence stands when its options change: PostgreSQL refuses bounds outside of which it stands
 * (init_params in sequence.c).
 * - `stays`: nothing. Where it has counted beyond a bound that is drawn closer, the plan fails: what comes next, only its author knows.
 * - `begins`: one that has not come to its first value yet begins with its start.
 * - `restarts`: it stands nowhere that its next options let it stand.
 */
export type Standing =
  | { readonly kind: 'stays' | 'restarts' }
  | { readonly kind: 'begins'; readonly first: string; readonly start: string; readonly down: boolean };

export function standingAfter(old: Counter, next: Counter): Standing {
  const [before, after] = [boundsOf(old), boundsOf(next)];
  if (after.least > before.most || after.most < before.least) return { kind: 'restarts' };
  const start = startOf(next.options);
  const { down } = after;
  const isNearer = down ? after.most < before.most : after.least > before.least;
  if (!isNearer) return { kind: 'stays' };
  // `setval` still asks the old bounds.
  if (BigInt(start) < before.least || BigInt(start) > before.most) return { kind: 'stays' };
  return { kind: 'begins', first: String(down ? after.most : after.least), start, down };
}

type Bounds = { readonly least: bigint; readonly most: bigint; readonly down: boolean };

function boundsOf({ type, options: { increment, minValue, maxValue } }: Counter): Bounds {
  const down = increment?.startsWith('-') === true;
  return {
    down,
    least: BigInt(minValue ?? (down ? -greatest[type] - 1n : 1)),
    most: BigInt(maxValue ?? (down ? -1 : greatest[type])),
  };
}

const greatest = {
  smallint: 2n ** 15n - 1n,
  integer: 2n ** 31n - 1n,
  bigint: 2n ** 63n - 1n,
} as const satisfies Record<Sequence['type'], bigint>;

function startOf(options: SequenceOptions): string {
  return options.start ?? defaultStart(options);
}
