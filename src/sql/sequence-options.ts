import type { SequenceOptions } from '../model/schema-object.ts';

/** For a sequence that is made: what differs from PostgreSQL's defaults. */
export function givenOptions(options: SequenceOptions): readonly string[] {
  return [
    given('START WITH', options.start),
    given('INCREMENT BY', options.increment),
    given('MINVALUE', options.minValue),
    given('MAXVALUE', options.maxValue),
    given('CACHE', options.cache),
    options.cycle === true ? 'CYCLE' : '',
  ].filter((option) => option !== '');
}

/** For a sequence that exists: every option, so that those that are not given go back to PostgreSQL's defaults. */
export function allOptions(options: SequenceOptions): readonly string[] {
  return [
    `START WITH ${options.start ?? defaultStart(options)}`,
    `INCREMENT BY ${options.increment ?? '1'}`,
    options.minValue === undefined ? 'NO MINVALUE' : `MINVALUE ${options.minValue}`,
    options.maxValue === undefined ? 'NO MAXVALUE' : `MAXVALUE ${options.maxValue}`,
    `CACHE ${options.cache ?? '1'}`,
    options.cycle === true ? 'CYCLE' : 'NO CYCLE',
  ];
}

function given(words: string, value: string | undefined): string {
  return value === undefined ? '' : `${words} ${value}`;
}

/** A sequence starts at the end that it moves away from, whatever its type. */
export function defaultStart({ increment, minValue, maxValue }: SequenceOptions): string {
  return increment?.startsWith('-') ? (maxValue ?? '-1') : (minValue ?? '1');
}
