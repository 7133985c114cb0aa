/** Texts that programs stumble over, at most `length` characters long, among them one that is exactly as long. */
export function textSamples(length = Number.POSITIVE_INFINITY): readonly string[] {
  const longest = [filled(Number.isFinite(length) ? Math.min(length, 10_000) : 300)];
  return [...nasty.filter((text) => [...text].length <= length), ...longest];
}

/** A text made shorter so that it fits, and still a different one for each number as far as possible. */
export function clip(text: string, length: number | undefined, n: number): string {
  if (length === undefined || text.length <= length) return text;
  const digits = n.toString(36);
  return digits.length >= length ? digits.slice(-length) : `v${digits}`.slice(-length);
}

/** As many characters, the last ones not of ASCII: a limit counts characters and not bytes. */
export function filled(length: number): string {
  return `${'x'.repeat(Math.max(length - 2, 0))}${'é✓'.slice(0, Math.min(length, 2))}`;
}

const nasty: readonly string[] = [
  'plain',
  "O'Brien",
  '',
  'naïve Ünïcode 日本語 😀',
  '"quoted" and \\back\\slashed',
  'NULL',
  ' blank around ',
  'two\nlines\tand a tab',
  '100%_$1 $$ {}',
  'null',
];
