/** A number that depends on nothing but the names: FNV-1a. */
export function seedOf(...names: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const character of names.join('\0')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193) >>> 0;
  }
  return hash;
}

/** The same items, beginning with another one. */
export function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

export function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

/** 0 to count - 1 */
export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, position) => position);
}
