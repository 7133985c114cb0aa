import { nameForPeople } from '../model/id.ts';
import { isFields, listOf, nodeOf, stringsOf } from './tree.ts';

/**
 * The modifiers of a type as the model keeps them, from the `typmods` of a TypeName.
 * @param name what format_type() prints for a built-in type, undefined for any other
 * @returns undefined where one is no constant: PostgreSQL takes only numbers, strings and plain names (typenameTypeMod())
 */
export function modifiersOf(name: string | undefined, typmods: unknown): readonly string[] | undefined {
  const written = listOf(typmods).map(modifierOf);
  if (!written.every((modifier) => modifier !== undefined)) return undefined;
  switch (name) {
    // numeric(10) is stored as precision 10, scale 0 (numerictypmodin()).
    case 'numeric':
      return written.length === 1 ? [...written, '0'] : written;
    case 'interval':
      return intervalModifiers(written);
    case 'time without time zone':
    case 'time with time zone':
    case 'timestamp without time zone':
    case 'timestamp with time zone':
      return written.map(possiblePrecision);
    default:
      return written;
  }
}

function modifierOf(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  const { kind, fields } = nodeOf(value);
  if (kind === 'ColumnRef') {
    const [name, ...more] = stringsOf(fields['fields']);
    return name !== undefined && more.length === 0 ? nameForPeople(name) : undefined;
  }
  if (kind !== 'A_Const') return undefined;
  const { ival, fval, sval } = fields;
  if (isFields(ival)) return String(ival['ival'] ?? 0);
  if (isFields(fval)) return String(fval['fval'] ?? '');
  return isFields(sval) ? `'${String(sval['sval'] ?? '').replaceAll("'", "''")}'` : undefined;
}

/** Six digits is all there are; more becomes six with a warning (anytime_typmod_check(), anytimestamp_typmod_check()). */
function possiblePrecision(precision: string): string {
  return Number(precision) > 6 ? '6' : precision;
}

/** Bits of the fields that an interval keeps: INTERVAL_MASK() and the numbers of YEAR to SECOND in utils/timestamp.h. */
const bits = { year: 1 << 2, month: 1 << 1, day: 1 << 3, hour: 1 << 10, minute: 1 << 11, second: 1 << 12 };
const everyField = '32767';

const intervalFields: ReadonlyMap<string, string> = new Map(
  [
    [bits.year, 'year'],
    [bits.month, 'month'],
    [bits.day, 'day'],
    [bits.hour, 'hour'],
    [bits.minute, 'minute'],
    [bits.second, 'second'],
    [bits.year | bits.month, 'year to month'],
    [bits.day | bits.hour, 'day to hour'],
    [bits.day | bits.hour | bits.minute, 'day to minute'],
    [bits.day | bits.hour | bits.minute | bits.second, 'day to second'],
    [bits.hour | bits.minute, 'hour to minute'],
    [bits.hour | bits.minute | bits.second, 'hour to second'],
    [bits.minute | bits.second, 'minute to second'],
  ].map(([mask, name]) => [String(mask), String(name)]),
);

/**
 * The grammar gives the bit mask of the fields, and behind it the precision where there is one. Only someone who quotes the
 * name `"interval"` can write another number there, which undefined tells.
 */
function intervalModifiers(written: readonly string[]): readonly string[] | undefined {
  const [mask, precision] = written;
  if (mask === undefined) return [];
  const seconds = precision === undefined ? [] : [possiblePrecision(precision)];
  if (mask === everyField) return seconds;
  const fields = intervalFields.get(mask);
  return fields === undefined ? undefined : [fields, ...seconds];
}
