/**
 * The names that PostgreSQL gives to constraints that have none: ChooseConstraintName, ChooseIndexName and makeObjectName
 * in its sources. The longer of table and column part is cut until the whole fits into 63 bytes, never inside a character.
 */
export function defaultName(table: string, columns: readonly string[], label: string): string {
  return makeObjectName(table, columns.join('_'), label);
}

/** The sequence that PostgreSQL makes for a `serial` or identity column. */
export function defaultSequenceName(table: string, column: string): string {
  return makeObjectName(table, column, 'seq');
}

/** Longest identifier that PostgreSQL keeps, in bytes of UTF-8 (NAMEDATALEN - 1). */
export const longestName = 63;

const encoder = new TextEncoder();

/** In UTF-8. */
export function byteLength(text: string): number {
  // One unit is one byte below U+0080, and nearly every name is: encoding each would cost more than all the rest.
  return notAscii.test(text) ? encoder.encode(text).length : text.length;
}

const notAscii = /[^\0-\x7f]/;

function makeObjectName(first: string, second: string, label: string): string {
  const overhead = (second === '' ? 0 : 1) + 1 + byteLength(label);
  let firstBytes = byteLength(first);
  let secondBytes = byteLength(second);
  while (firstBytes + secondBytes > longestName - overhead) {
    if (firstBytes > secondBytes) firstBytes -= 1;
    else secondBytes -= 1;
  }
  const parts = [clip(first, firstBytes), clip(second, secondBytes), label];
  return parts.filter((part, position) => part !== '' || position === 0).join('_');
}

function clip(text: string, bytes: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += byteLength(character);
    if (used > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}
