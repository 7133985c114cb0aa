import type { SequenceOptions } from '../../../model/schema-object.ts';
import { number, whenTrue } from '../common.ts';
import type { Entry } from '../yaml/value.ts';

const writers: { readonly [A in keyof SequenceOptions]-?: (options: SequenceOptions) => readonly Entry[] } = {
  start: ({ start }) => number('start', start),
  increment: ({ increment }) => number('increment', increment),
  minValue: ({ minValue }) => number('min_value', minValue),
  maxValue: ({ maxValue }) => number('max_value', maxValue),
  cache: ({ cache }) => number('cache', cache),
  cycle: ({ cycle }) => whenTrue('cycle', cycle),
};

export function sequenceOptions(options: SequenceOptions): readonly Entry[] {
  return Object.values(writers).flatMap((writer) => writer(options));
}
