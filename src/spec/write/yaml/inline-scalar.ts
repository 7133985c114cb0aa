import { escaped, hasInvisible } from './characters.ts';
import type { Scalar } from './value.ts';

/** Where a scalar stands: inside braces or brackets YAML gives more characters a meaning. */
export type Place = 'block' | 'flow';

/** A scalar on one line: plain where that cannot be taken for anything else, otherwise in the quotes that need fewer escapes. */
export function inlineScalar({ text, role }: Scalar, place: Place): string {
  const isPlain = plain[place].test(text) && !hasInvisible(text) && !hasMeaning(text);
  return isPlain || (role !== 'text' && isNumberOrBoolean(text)) ? text : quoted(text);
}

/** A key. The language's own are plain; of names those that need no thought. */
export function keyText(key: string): string {
  const isPlain = plainKey.test(key) && !hasInvisible(key) && (plainWords.has(key) || !hasMeaning(key));
  return isPlain ? key : quoted(key);
}

/** These are what `parseSimpleYaml` and `splitIntoPieces` take for plain, so that reading stays fast. */
const plain = {
  block: /^[\p{L}\p{N}_(](?:[^\s:#]| +(?=[^\s:#])|:(?=[^\s#]))*$/u,
  flow: /^[\p{L}\p{N}_(](?:[^\s,[\]{}:#]| +(?=[^\s,[\]{}:#])|:(?=[^\s,[\]{}#]))*$/u,
} as const satisfies Record<Place, RegExp>;
/** Keys that old YAML would take for booleans: one is the language's own, the others are what people call columns. */
const plainWords: ReadonlySet<string> = new Set(['on', 'y', 'n']);
const plainKey = /^[\p{L}\p{N}_](?:[^\s:#"'[\]{},&*!|>%@`?\\]| (?=[^\s:#"'[\]{},&*!|>%@`?\\-]))*$/u;

/** Words and numbers that YAML, one of its versions or one of its parsers takes for something else than text. */
function hasMeaning(text: string): boolean {
  return /^(?:null|true|false|yes|no|on|off|y|n)$/i.test(text) || /^[0-9][0-9a-f_.,:ox+tz-]*$/i.test(text);
}

/** As everybody reads them. More digits than that are no number to a program that checks the file. */
function isNumberOrBoolean(text: string): boolean {
  return /^(?:true|false|-?(?:0|[1-9][0-9]{0,18})(?:\.[0-9]{1,15})?)$/.test(text);
}

function quoted(text: string): string {
  const double = `"${escaped(text)}"`;
  const single = `'${text.replaceAll("'", "''")}'`;
  return single.length < double.length && !hasInvisible(text) ? single : double;
}
