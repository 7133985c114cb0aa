import { type Datum, unknown } from '../expression/datum.ts';
import { isRead } from '../expression/read-datum.ts';
import { isLimited } from './fits.ts';
import { elementOf, familyName, type ResolvedType } from './resolve.ts';
import { samplesOf } from './samples.ts';

/** Whether a conversion reads a text, of which the next type may make nothing. */
export function readsText(old: ResolvedType, next: ResolvedType): boolean {
  return (texts.has(familyName(old)) || old.enum !== undefined) && !texts.has(familyName(next));
}

/**
 * What a text is worth after such a conversion: unknown where only the server can tell whether it is a value of the type. Of types whose input this
 * program does not read it knows nothing but their samples.
 * @param value as `readDatum` gives it
 */
export function judged(value: Datum, type: ResolvedType): Datum {
  if (value.kind === 'array') {
    const items = value.items.map((item) => judged(item, elementOf(type)));
    return items.some(({ kind }) => kind === 'unknown') ? unknown : { ...value, items };
  }
  if (value.kind !== 'opaque' || isRead(familyName(type)) || isLimited(familyName(type))) return value;
  return samples(type).has(value.value) ? value : unknown;
}

const texts: ReadonlySet<string> = new Set(['text', 'character varying', 'character', 'bpchar', 'citext']);

const known = new Map<string, ReadonlySet<string>>();

/** Those that a text column which becomes one of the type is filled with. */
function samples(type: ResolvedType): ReadonlySet<string> {
  const key = [familyName(type), ...type.base.modifiers].join();
  const found =
    known.get(key) ?? new Set(samplesOf(type, { count: 40, extremes: true, seed: 0, key: false }));
  known.set(key, found);
  return found;
}
