import type { Span } from '../text.ts';
import type { Node } from './node.ts';

/**
 * The lines that make up an entry of a block mapping: the comment lines right above its key, and everything up to the last
 * line that belongs to its value, comments inside included.
 */
export function linesOfEntry(text: string, keyStart: number, valueEnd: number): Span {
  const keyLine = text.lastIndexOf('\n', keyStart - 1) + 1;
  const indent = keyStart - keyLine;
  return { start: startOfComments(text, keyLine, indent), end: endOfEntry(text, valueEnd, indent) };
}

/**
 * The lines without the indentation that the entry's key has, ending with a line end.
 * @param value of the entry: white space at its end is only left out where it means nothing
 */
export function dedent(lines: string, indent: number, value: Node): string {
  const text = indent === 0 ? lines : lines.replace(new RegExp(`^ {1,${indent}}`, 'gm'), '');
  return `${text.replace(trailingOf(value), '')}\n`;
}

/** What behind the last line of an entry is no part of it. */
function trailingOf(value: Node): RegExp {
  const last = lastScalar(value);
  if (last?.kind !== 'scalar' || (last.style !== 'literal' && last.style !== 'folded')) return /[ \t\r\n]+$/;
  // A block of text keeps the spaces at the end of its last line, which may be all that the line has.
  return /(?:^|\n)[ \t]+\n*$/.test(last.text) ? /[\r\n]+$/ : /(?:\r?\n[ \t]*)+$/;
}

/** The scalar that ends a value; undefined where brackets do. */
function lastScalar(node: Node): Node | undefined {
  if (node.kind === 'scalar') return node;
  const last = node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1);
  return last && lastScalar(last);
}

/** The first of the comment lines right above a line, as far as they are not indented deeper. */
export function startOfComments(text: string, keyLine: number, indent: number): number {
  let start = keyLine;
  while (start > 0) {
    const line = text.lastIndexOf('\n', start - 2) + 1;
    const comment = /^( *)#/.exec(text.slice(line, start));
    if (comment === null || (comment[1] ?? '').length > indent) break;
    start = line;
  }
  return start;
}

function endOfEntry(text: string, valueEnd: number, indent: number): number {
  // A block scalar's value ends behind its last line, every other value inside it.
  let end = text[valueEnd - 1] === '\n' ? valueEnd : lineEnd(text, valueEnd);
  for (let start = end; start < text.length; ) {
    const next = lineEnd(text, start);
    const line = text.slice(start, next);
    const comment = /^( *)#/.exec(line);
    if (comment === null && line.trim() !== '') break;
    if (comment !== null) {
      if ((comment[1] ?? '').length <= indent) break;
      end = next;
    }
    start = next;
  }
  return end;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline + 1;
}
