import type { Edit } from './edit.ts';
import { isString, type Lexed } from './tokens.ts';

/** Casts that could be left out, and numbers in quotes. */
export function casts(source: Lexed): readonly Edit[] {
  return source.tokens.flatMap((token, position) => (token.text === '::' ? castAt(source, position) : []));
}

function castAt(source: Lexed, position: number): readonly Edit[] {
  const { tokens, word } = source;
  const end = endOfType(source, position + 1);
  const last = tokens[end - 1];
  const cast = tokens[position];
  const before = tokens[position - 1];
  if (last === undefined || cast === undefined || before === undefined) return [];
  const leftOut = { start: cast.start, end: last.end, text: '' };
  // The server prints no conversion of the whole that nobody wrote: ruleutils.c shows implicit ones only within operators.
  if (!isString(before)) return before.text === ')' && end === tokens.length ? [] : [[leftOut]];
  const number = /^'(-?\d+(?:\.\d+)?)'$/.exec(before.text)?.[1];
  const type = source.text.slice(tokens[position + 1]?.start, last.end);
  if (number !== undefined && numeric.has(type))
    return [[{ start: before.start, end: last.end, text: number }]];
  const calculated = arithmetic.has(word(position - 2)) || arithmetic.has(word(end));
  if (!calculated || !times.has(word(position + 1))) return [[leftOut]];
  // It could be left out, but nobody would see what is added.
  return type === 'interval'
    ? [[{ start: before.start, end: last.end, text: `interval ${before.text}` }]]
    : [];
}

/** The short names of types that casts still have. */
export function typeNames(source: Lexed): readonly Edit[] {
  return source.tokens.flatMap((token, position): readonly Edit[] => {
    const [first, last] = [source.tokens[position + 1], source.tokens[endOfType(source, position + 1) - 1]];
    if (token.text !== '::' || first === undefined || last === undefined) return [];
    const type = source.text.slice(first.start, last.end);
    const short = longNames.reduce((name, [long, other]) => name.replace(long, other), type);
    return short === type ? [] : [[{ start: first.start, end: last.end, text: short }]];
  });
}

const longNames: readonly (readonly [long: RegExp, short: string])[] = [
  [/^character varying/, 'varchar'],
  [/^(timestamp|time)(\(\d\))? without time zone/, '$1$2'],
  [/^(timestamp|time)(\(\d\))? with time zone/, '$1tz$2'],
];

const numeric: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
]);

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/']);
const times: ReadonlySet<string> = new Set(['interval', 'date', 'time', 'timestamp']);

const twoWords: Readonly<Record<string, string>> = {
  character: 'varying',
  double: 'precision',
  bit: 'varying',
};

/** Behind the type that starts at a position: names with a schema, of two words, with modifiers, a time zone, a field, brackets. */
function endOfType({ word, partners }: Lexed, start: number): number {
  let end = start + 1;
  while (word(end) === '.') end += 2;
  const second = twoWords[word(start)];
  if (second !== undefined && word(end) === second) end += 1;
  while (word(start) === 'interval' && /^(year|month|day|hour|minute|second|to)$/.test(word(end))) end += 1;
  if (word(end) === '(') end = (partners.get(end) ?? end) + 1;
  if (/^(with|without)$/.test(word(end)) && word(end + 1) === 'time' && word(end + 2) === 'zone') end += 3;
  while (word(end) === '[') end = (partners.get(end) ?? end) + 1;
  return end;
}
