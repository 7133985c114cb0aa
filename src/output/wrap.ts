import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Columns that a text takes on a terminal: escape sequences none, wide characters two. */
export function columnsOf(text: string): number {
  return plainAscii.test(text) ? text.length : stringWidth(text);
}

const plainAscii = /^[\x20-\x7e]*$/;

/**
 * Breaks a text between words so that its lines stay within a width where that is possible, the first line behind `first`
 * and the others behind as many spaces.
 */
export function hang(first: string, text: string, width: number): string {
  const margin = columnsOf(first);
  const room = Math.max(width - margin, 20);
  const wrapped = columnsOf(text) <= room ? text : wrapAnsi(text, room, { trim: true });
  return `${first}${indent(wrapped, margin).trimStart()}`;
}

/** Every line that is not empty behind so many spaces. */
export function indent(text: string, by: number): string {
  const space = ' '.repeat(by);
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `${space}${line}`))
    .join('\n');
}
