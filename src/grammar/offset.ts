/**
 * The parser counts in two ways: errors in characters (code points), parse trees and tokens in bytes of UTF-8.
 * Everything outside of this folder counts UTF-16 units, as JavaScript's strings do.
 */

/** The UTF-16 offset of the character that this many characters precede; the length of the text where it has fewer. */
export function offsetOfCharacter(text: string, characters: number): number {
  return walk(text, 0, characters, () => 1);
}

/** The UTF-16 offset of the character that this many bytes precede; the length of the text where it has fewer. */
export function offsetOfByte(text: string, bytes: number): number {
  return walk(text, 0, bytes, utf8Length);
}

/** {@link offsetOfByte} for many positions of one text, in time linear in its length where they ascend. */
export function byteOffsets(text: string): (bytes: number) => number {
  let knownBytes = 0;
  let knownOffset = 0;
  return (bytes) => {
    if (bytes < knownBytes) return offsetOfByte(text, bytes);
    knownOffset = walk(text, knownOffset, bytes - knownBytes, utf8Length);
    knownBytes = bytes;
    return knownOffset;
  };
}

function walk(text: string, from: number, distance: number, sizeOf: (codePoint: number) => number): number {
  let offset = from;
  let left = distance;
  while (left > 0) {
    const codePoint = text.codePointAt(offset);
    if (codePoint === undefined) return text.length;
    left -= sizeOf(codePoint);
    offset += codePoint > 0xffff ? 2 : 1;
  }
  return offset;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
