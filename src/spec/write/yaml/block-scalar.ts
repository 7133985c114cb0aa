import { escaped, hasUnprintable } from './characters.ts';
import type { Scalar } from './value.ts';

/** How far a level is indented. */
export const step = 2;
/** Where long texts are broken. */
export const textWidth = 110;

/** Whether a scalar needs several lines: it has them. */
export function hasLines({ text }: Scalar): boolean {
  return text.includes('\n');
}

/**
 * A scalar that has several lines: literal where YAML keeps it so, otherwise in double quotes with a line for each of its own.
 * @param indent of the key that it stands behind
 */
export function scalarOfLines(scalar: Scalar, indent: number): string {
  const margin = ' '.repeat(indent + step);
  const { text } = scalar;
  if (isLiteral(text)) return `${literalHeader(scalar)}\n${indented(text.replace(/\n$/, ''), margin)}\n`;
  return quotedLines(text, margin);
}

/**
 * A long text on one line as a folded scalar, where that is the same text.
 * @returns undefined where it cannot be broken
 */
export function foldedScalar({ text }: Scalar, indent: number): string | undefined {
  if (hasUnprintable(text) || /[\t\n]|^\s|\s$/.test(text)) return undefined;
  const lines = brokenLines(text, Math.max(textWidth - indent - step, 40));
  const margin = ' '.repeat(indent + step);
  return lines.length === 1 ? undefined : `>-\n${indented(lines.join('\n'), margin)}\n`;
}

/** Breaks only at a single space: a line that begins or ends with one would not be folded back to the same text. */
function brokenLines(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=[^ ]) (?=[^ ])/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Some line shows something, the last one has something, be it spaces, and at most one line end follows it. */
function isLiteral(text: string): boolean {
  return /\S/.test(text) && !/\n\n$/.test(text) && !hasUnprintable(text);
}

/** YAML finds the indentation by the first line with anything on it, unless that begins with a space. */
function literalHeader({ text, role }: Scalar): string {
  const indentation = /^(?: |\n+ )/.test(text) ? String(step) : '';
  const chomping = text.endsWith('\n') || role === 'sql' ? '' : '-';
  return `|${indentation}${chomping}`;
}

function indented(text: string, margin: string): string {
  return text.replace(/^(?=.)/gm, margin);
}

/** `"\n\` at the end of each line, and a backslash before space at the beginning of one. */
function quotedLines(text: string, margin: string): string {
  const lines = text.split(/(?<=\n)/).map((line) => escaped(line).replace(/^(?= )/, '\\'));
  return `"\\\n${lines.map((line) => `${margin}${line}`).join('\\\n')}"\n`;
}
