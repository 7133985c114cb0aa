import type { Sequence, SequenceOptions } from '../../model/schema-object.ts';
import { get, type MapNode, type Node } from '../yaml/node.ts';
import { flag, type Reader, scalar } from './reader.ts';

const smallest = { smallint: -32768n, integer: -2147483648n, bigint: -9223372036854775808n } as const;
const greatest = { smallint: 32767n, integer: 2147483647n, bigint: 9223372036854775807n } as const;

/** The options of a sequence or identity column that a mapping gives, without those that PostgreSQL would choose itself. */
export function sequenceOptions(reader: Reader, map: MapNode, type: Sequence['type']): SequenceOptions {
  const number = (key: string) => wholeNumber(reader, get(map, key));
  return normalSequenceOptions(type, {
    start: number('start'),
    increment: number('increment'),
    minValue: number('min_value'),
    maxValue: number('max_value'),
    cache: number('cache'),
    cycle: flag(get(map, 'cycle')),
  });
}

function wholeNumber(reader: Reader, node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const { text } = scalar(node);
  if (/^[-+]?\d{1,30}$/.test(text)) return BigInt(text.replace('+', '')).toString();
  reader.report('wrong-value', `${JSON.stringify(text)} is no whole number`, 'Write digits only.', node);
  return undefined;
}

type Given = { readonly [K in keyof SequenceOptions]: SequenceOptions[K] | undefined };

/** Leaves out the options that are PostgreSQL's default for the type and the direction, so that equal sequences are equal. */
export function normalSequenceOptions(type: Sequence['type'], given: Given): SequenceOptions {
  const up = !(given.increment ?? '1').startsWith('-');
  const least = up ? '1' : smallest[type].toString();
  const most = up ? greatest[type].toString() : '-1';
  const first = up ? (given.minValue ?? least) : (given.maxValue ?? most);
  return {
    ...unless('start', given.start, first),
    ...unless('increment', given.increment, '1'),
    ...unless('minValue', given.minValue, least),
    ...unless('maxValue', given.maxValue, most),
    ...unless('cache', given.cache, '1'),
    ...(given.cycle === true ? { cycle: true } : {}),
  };
}

function unless<K extends string>(
  key: K,
  value: string | undefined,
  standard: string,
): { [P in K]?: string } {
  return value === undefined || value === standard ? {} : ({ [key]: value } as { [P in K]: string });
}
