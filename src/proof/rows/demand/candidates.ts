import type { Hint } from '../expression/hints.ts';
import { likeSamples, regexSamples } from '../expression/pattern-samples.ts';
import { numbers, unique } from '../seed.ts';
import { arrayText } from '../type/array-text.ts';
import { fits } from '../type/fits.ts';
import { elementOf, familyName, type ResolvedType } from '../type/resolve.ts';
import { type SampleRequest, samplesOf } from '../type/samples.ts';
import { filled } from '../type/text-samples.ts';

/** Values that a column may have, before its constraints have been asked. */
export type Candidates = {
  /** Without NULL; what checks name comes first. */
  readonly values: readonly string[];
  /** Those of them that are a closed list, each of which should be used. */
  readonly list: readonly string[];
};

/** @param becomes the types into which a plan converts the column: a text that becomes a number must look like one */
export function candidatesOf(
  type: ResolvedType,
  becomes: readonly ResolvedType[],
  hints: readonly Hint[],
  request: SampleRequest,
): Candidates {
  const fitting = (values: readonly string[]) => unique(values).filter((value) => fits(type, value));
  // A list says what the elements of an array can be, or what the whole of another value can be.
  const listed = type.array ? [] : fitting(hints.flatMap((hint) => (hint.kind === 'list' ? hint.texts : [])));
  const labels = type.enum !== undefined && !type.array ? type.enum.values.map(({ value }) => value) : [];
  const list = listed.length > 0 ? listed : labels;
  const hinted = fitting(hints.flatMap((hint) => suggestions(hint, type, request)));
  const converted = texts.has(familyName(type))
    ? fitting(becomes.flatMap((next) => samplesOf(next, request)))
    : [];
  return { values: unique([...list, ...hinted, ...samplesOf(type, request), ...converted]), list };
}

function suggestions(hint: Hint, type: ResolvedType, request: SampleRequest): readonly string[] {
  switch (hint.kind) {
    case 'list':
      return type.array ? listsOf(hint.texts) : [];
    case 'near':
      return near(hint.text, type, request.count);
    case 'length':
      return ofLength(hint.length, type, request);
    case 'like':
      return likeSamples(hint.pattern, request.count + 1);
    case 'regex':
      return regexSamples(hint.pattern, request.count * 3);
  }
}

const texts: ReadonlySet<string> = new Set(['text', 'character varying', 'character', 'bpchar', 'citext']);

/** Arrays of one of the elements, and of the first so many. */
function listsOf(elements: readonly string[]): readonly string[] {
  const firsts = elements.map((_, position) => elements.slice(0, position + 1));
  return [...elements.map((element) => [element]), ...firsts].map(arrayText);
}

const numeric: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'money',
]);

/** The value, and those on both sides of it. */
function near(text: string, type: ResolvedType, count: number): readonly string[] {
  if (type.array) return [text, arrayText([text])];
  const value = Number(text);
  if (numeric.has(familyName(type)) && !Number.isNaN(value)) {
    const steps = numbers(count + 1).map((step) => step + 1);
    return [
      text,
      ...steps.slice(0, 1).flatMap((step) => [`${value - step}`, `${value + step}`]),
      // Between two neighbours there may be the only values that a pair of checks allows.
      ...[0.5, 0.25, 0.01].flatMap((step) => [`${value + step}`, `${value - step}`]),
      ...steps.slice(1).flatMap((step) => [`${value + step}`, `${value - step}`]),
    ];
  }
  return [text, `${text}x`];
}

/** Texts or arrays that are as long, one shorter and one longer. */
function ofLength(length: number, type: ResolvedType, request: SampleRequest): readonly string[] {
  const lengths = [length, length - 1, length + 1].filter((size) => size >= 0 && size <= 10_000);
  if (type.array) {
    const elements = samplesOf(elementOf(type), request);
    return elements.length === 0
      ? []
      : lengths.map((size) =>
          arrayText(numbers(size).map((position) => elements[position % elements.length] as string)),
        );
  }
  return lengths.flatMap((size) => [filled(size), ...numbers(request.count).map((n) => padded(n + 1, size))]);
}

function padded(n: number, size: number): string {
  return n
    .toString(36)
    .padStart(size, 'a')
    .slice(Math.max(0, n.toString(36).length - size))
    .slice(0, size);
}
