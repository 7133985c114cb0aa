import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Columns that a text takes on a terminal: escape sequences none, wide characters two. */
export function columnsOf(text: string): number {
  return simple.test(text) ? text.length : stringWidth(text);
}

/** Characters that plainly take one column: to measure others takes tables that are not loaded for nothing. */
const simple = /^[\x20-\x7e\xa1-\xac\xae-\u024f→…–—✓]*$/;

/** Breaks a text between words so that its lines stay within a width where that is possible; those after the first further in. */
export function wrap(text: string, width: number, margin = 0): string {
  if (columnsOf(text) <= width) return text;
  return indent(wrapAnsi(text, Math.max(width - margin, 20)), margin).slice(margin);
}

/** Wraps a text behind `first`, with its other lines behind as many spaces. */
export function hang(first: string, text: string, width: number): string {
  const margin = columnsOf(first);
  return `${first}${indent(wrap(text, Math.max(width - margin, 20)), margin).slice(margin)}`;
}

/** Every line that is not empty behind so many spaces. */
export function indent(text: string, by: number): string {
  const space = ' '.repeat(by);
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `${space}${line}`))
    .join('\n');
}
