/** Characters that nobody sees, or that YAML has rules of its own for: they are written as escapes. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\0-\x1f\x7f-\xa0\xad\u061c\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff]|\p{Surrogate}/u;

/** What a block scalar cannot hold: line ends other than line feeds, and what YAML forbids. Tabs and odd spaces are fine there. */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

export function hasInvisible(text: string): boolean {
  return invisible.test(text);
}

export function hasUnprintable(text: string): boolean {
  return unprintable.test(text);
}

const short: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** What stands between double quotes for this text. */
export function escaped(text: string): string {
  return [...text].map((character) => short.get(character) ?? escapedCharacter(character)).join('');
}

function escapedCharacter(character: string): string {
  if (!invisible.test(character)) return character;
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
