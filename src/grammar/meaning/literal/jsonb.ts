/** Numbers that JavaScript reads and writes as they are. */
const simpleNumber = /^-?(?:0|[1-9]\d{0,8})(?:\.\d{0,4}[1-9])?$/;

/** The value, its members in one order, of JSON whose numbers JavaScript keeps as jsonb does. */
export function jsonb(text: string): string | undefined {
  const outside = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const numbers = outside.match(/[-+.\d][-+.\deE]*/g) ?? [];
  if (!numbers.every((number) => simpleNumber.test(number) && number !== '-0')) return undefined;
  // Both refuse or change these; the server says which.
  if (/\\u(?:0000|d[89a-f])/i.test(text)) return undefined;
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ['items', ...value.map(sorted)];
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Not an object: it would order names that are numbers by itself.
  return ['members', ...members.map(([name, member]) => [name, sorted(member)])];
}
