import type { Span } from '../text.ts';
import type { ScalarNode } from './node.ts';

/**
 * The place in the YAML text of a stretch of a scalar's value. Folding and indentation only change white space, so the n-th
 * other character of the value is the n-th other character of the source, whatever the style.
 */
export function spanInScalar(text: string, scalar: ScalarNode, offset: number, length: number): Span {
  const before = countVisible(scalar.text.slice(0, offset));
  const visible = isVisible(scalar.text.charCodeAt(offset));
  const units = sourceUnits(text, scalar);
  const unit = units[visible ? before : before - 1];
  if (unit === undefined) {
    const start = units.at(-1)?.end ?? scalar.start;
    return { start, end: start + 1 };
  }
  if (!visible) return { start: unit.end, end: unit.end + 1 };
  const last = units[before + Math.max(1, countVisible(scalar.text.slice(offset, offset + length))) - 1];
  return { start: unit.start, end: last?.end ?? unit.end };
}

/** Not white space; NaN (behind the end) counts as white space. */
function isVisible(code: number): boolean {
  return code > 0x20;
}

function countVisible(text: string): number {
  let count = 0;
  for (let position = 0; position < text.length; position++)
    if (isVisible(text.charCodeAt(position))) count += 1;
  return count;
}

/** The source of every UTF-16 unit of the value that is no white space. */
function sourceUnits(text: string, scalar: ScalarNode): readonly Span[] {
  switch (scalar.style) {
    case 'double':
      return doubleQuoted(text, scalar.start + 1, scalar.end - 1);
    case 'single':
      return singleQuoted(text, scalar.start + 1, scalar.end - 1);
    case 'plain':
      return verbatim(text, scalar.start, scalar.end);
    default:
      return verbatim(text, endOfHeader(text, scalar.start), scalar.end);
  }
}

/** A block scalar begins on the line after its `|` or `>`. */
function endOfHeader(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline === -1 ? text.length : newline + 1;
}

function verbatim(text: string, start: number, end: number): readonly Span[] {
  const units: Span[] = [];
  for (let at = start; at < end; at++)
    if (isVisible(text.charCodeAt(at))) units.push({ start: at, end: at + 1 });
  return units;
}

function singleQuoted(text: string, start: number, end: number): readonly Span[] {
  const units: Span[] = [];
  for (let at = start; at < end; at++) {
    if (!isVisible(text.charCodeAt(at))) continue;
    const length = text[at] === "'" ? 2 : 1;
    units.push({ start: at, end: at + length });
    at += length - 1;
  }
  return units;
}

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };
/** Escapes that stand for white space or, before a line end, for nothing. */
const invisibleEscapes = new Set(['n', 't', 'r', 'f', 'v', 'b', 'a', '0', ' ', '\t', '\n', '\r', 'e']);

function doubleQuoted(text: string, start: number, end: number): readonly Span[] {
  const units: Span[] = [];
  for (let at = start; at < end; at++) {
    if (text[at] !== '\\') {
      if (isVisible(text.charCodeAt(at))) units.push({ start: at, end: at + 1 });
      continue;
    }
    const letter = text[at + 1] ?? '';
    const length = escapeLengths[letter] ?? 2;
    const source = { start: at, end: at + length };
    if (length > 2) {
      const value = String.fromCodePoint(Number.parseInt(text.slice(at + 2, at + length), 16) || 0);
      for (let unit = 0; unit < value.length; unit++)
        if (isVisible(value.charCodeAt(unit))) units.push(source);
    } else if (!invisibleEscapes.has(letter)) units.push(source);
    at += length - 1;
  }
  return units;
}
