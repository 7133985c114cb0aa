const second = 1_000_000;
const day = 86_400 * second;

/** Microseconds since 1970 of a date, a time of day or both, as ISO 8601 writes them; undefined for anything else. */
export function instantOf(written: string): number | undefined {
  const text = written.trim().toLowerCase();
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  if (text === 'epoch') return 0;
  if (clocks.has(text)) return now;
  const found =
    /^(?:(\d{4,6})-(\d{1,2})-(\d{1,2}))?(?:(?:^|[ t])(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:z|([+-])(\d{2}):?(\d{2})?)?( bc)?$/.exec(
      text,
    );
  if (found === null || text === '') return undefined;
  const [, year, month, date, hour, minute, seconds, sign, zoneHours, zoneMinutes, era] = found;
  const days = year === undefined ? 0 : daysSince1970(Number(year), Number(month), Number(date));
  const clock = (Number(hour ?? 0) * 60 + Number(minute ?? 0)) * 60 * second;
  const zone = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * 60 * second;
  const whole = days * day + clock + Math.round(Number(seconds ?? 0) * second);
  if (era !== undefined) return -whole;
  return sign === '-' ? whole + zone : whole - zone;
}

/** The same without its time of day. */
export function dayOf(instant: number): number {
  return Number.isFinite(instant) ? Math.floor(instant / day) * day : instant;
}

/** Microseconds of an interval such as `1 year 2 days 03:04:05`; undefined for anything else. */
export function spanOf(written: string): number | undefined {
  let rest = written.trim().toLowerCase();
  if (rest === '') return undefined;
  let total = 0;
  while (rest !== '') {
    const clock = /^([+-]?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*/.exec(rest);
    const part = /^([+-]?\d+(?:\.\d+)?)\s*([a-z]+)\s*/.exec(rest);
    if (clock !== null) {
      const size =
        (Number(clock[2]) * 3600 + Number(clock[3]) * 60) * second + Number(clock[4] ?? 0) * second;
      total += clock[1] === '-' ? -size : size;
    } else if (part !== null) {
      const unit = units.find(([names]) => names.includes(part[2] as string));
      if (unit === undefined) return undefined;
      total += Number(part[1]) * unit[1];
    } else return undefined;
    rest = rest.slice((clock ?? part)?.[0].length);
  }
  return total;
}

const units: readonly (readonly [readonly string[], number])[] = [
  [['microsecond', 'microseconds', 'us'], 1],
  [['millisecond', 'milliseconds', 'ms'], 1000],
  [['second', 'seconds', 'sec', 'secs', 's'], second],
  [['minute', 'minutes', 'min', 'mins', 'm'], 60 * second],
  [['hour', 'hours', 'h'], 3600 * second],
  [['day', 'days', 'd'], day],
  [['week', 'weeks', 'w'], 7 * day],
  [['month', 'months', 'mon', 'mons'], 30 * day],
  [['year', 'years', 'y'], 360 * day],
];

const clocks: ReadonlySet<string> = new Set(['now', 'today', 'tomorrow', 'yesterday']);

/**
 * Stands for whenever rows are inserted: 2060, later than every time that rows have unless a check asks for it, and earlier than
 * those of the next century.
 */
export const now = 90 * 365 * day;

/** Days from civil (Howard Hinnant): the calendar without a clock. */
function daysSince1970(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
