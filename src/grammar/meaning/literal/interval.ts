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

/** `1 day 2 hours`, `1 mon`, `02:00:00`: intervals of whole numbers, by what they keep. */
export function interval(text: string): string | undefined {
  const parts: Parts = { months: 0n, days: 0n, microseconds: 0n };
  const source = text.trim();
  if (source === '') return undefined;
  piece.lastIndex = 0;
  while (piece.lastIndex < source.length) {
    const match = piece.exec(source);
    if (match === null || !add(parts, match)) return undefined;
  }
  return `${parts.months} ${parts.days} ${parts.microseconds}`;
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
