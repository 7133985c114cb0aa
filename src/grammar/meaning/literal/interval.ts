/** What an interval keeps; PostgreSQL compares months, days and time on their own. */
type Parts = { months: bigint; days: bigint; microseconds: bigint };
type Unit = readonly [part: keyof Parts, size: bigint];

const second = 1_000_000n;
const units: Readonly<Record<string, Unit>> = {
  microsecond: ['microseconds', 1n],
  millisecond: ['microseconds', 1000n],
  second: ['microseconds', second],
  sec: ['microseconds', second],
  minute: ['microseconds', 60n * second],
  min: ['microseconds', 60n * second],
  hour: ['microseconds', 3600n * second],
  day: ['days', 1n],
  week: ['days', 7n],
  month: ['months', 1n],
  mon: ['months', 1n],
  year: ['months', 12n],
  decade: ['months', 120n],
  century: ['months', 1200n],
};

const piece = /\s*(?:([+-]?\d+)\s*([a-z]+)|([+-]?)(\d+):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)(?=\s|$)/iy;

/** The parts that are left of an interval with one field, `interval '1' day`; what comes after the field is cut off. */
const keptBy: Readonly<Record<string, (parts: Parts) => boolean>> = {
  year: (parts) => parts.months % 12n === 0n && keptBy['month']?.(parts) === true,
  month: (parts) => parts.days === 0n && parts.microseconds === 0n,
  day: (parts) => parts.microseconds === 0n,
  hour: (parts) => parts.microseconds % (3600n * second) === 0n,
  minute: (parts) => parts.microseconds % (60n * second) === 0n,
  second: () => true,
};

/** `interval '1' day` is `interval '1 day'`; undefined where the field cuts something off. */
export function intervalWithField(text: string, [field, ...more]: readonly string[]): string | undefined {
  const keeps = field === undefined || more.length > 0 ? undefined : keptBy[field];
  if (keeps === undefined) return undefined;
  const whole = /^\s*[+-]?\d+\s*$/.test(text) ? `${text.trim()} ${field}` : text;
  const parts = partsOf(whole);
  return parts !== undefined && keeps(parts) ? written(parts) : undefined;
}

/** `1 day 2 hours`, `1 mon`, `02:00:00`: intervals of whole numbers, by what they keep. */
export function interval(text: string): string | undefined {
  const parts = partsOf(text);
  return parts === undefined ? undefined : written(parts);
}

function written(parts: Parts): string {
  return `${parts.months} mons ${parts.days} days ${parts.microseconds} microseconds`;
}

function partsOf(text: string): Parts | undefined {
  const parts: Parts = { months: 0n, days: 0n, microseconds: 0n };
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const source = /^[+-]?\d+$/.test(trimmed) ? `${trimmed} seconds` : trimmed;
  piece.lastIndex = 0;
  while (piece.lastIndex < source.length) {
    const match = piece.exec(source);
    if (match === null || !add(parts, match)) return undefined;
  }
  return parts;
}

function add(parts: Parts, match: RegExpExecArray): boolean {
  const [, number, word, sign, hours, minutes, seconds = '0', fraction = ''] = match;
  if (number !== undefined) {
    const unit = unitOf((word ?? '').toLowerCase());
    if (unit === undefined) return false;
    parts[unit[0]] += BigInt(number.replace(/^\+/, '')) * unit[1];
    return true;
  }
  const whole = (BigInt(hours ?? 0) * 60n + BigInt(minutes ?? 0)) * 60n + BigInt(seconds);
  const time = whole * second + BigInt(fraction.padEnd(6, '0'));
  parts.microseconds += sign === '-' ? -time : time;
  return true;
}

function unitOf(word: string): Unit | undefined {
  return units[word] ?? (word.endsWith('s') ? units[word.slice(0, -1)] : undefined) ?? irregular[word];
}

const irregular: Readonly<Record<string, Unit>> = { centuries: ['months', 1200n] };
