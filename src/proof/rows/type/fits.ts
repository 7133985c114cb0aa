import { readDatum } from '../expression/read-datum.ts';
import type { Value } from '../rows.ts';
import { arrayItems } from './array-text.ts';
import { elementOf, familyName, type ResolvedType } from './resolve.ts';

/** Whether a column of this type can take the text as it is, without losing any of it. Domains' checks are not looked at. */
export function fits(type: ResolvedType, value: Value): boolean {
  if (value === null) return true;
  if (type.array) {
    const items = arrayItems(value);
    // What this program does not read (more dimensions, bounds) is left to the server.
    return items === undefined || items.every((item) => fits(elementOf(type), item));
  }
  if (readDatum(type, value).kind === 'error') return false;
  return limits[familyName(type)]?.(value, type.base.modifiers.map(Number)) ?? true;
}

/** Whether this program looks at the texts of a type beside what `readDatum` makes of them. */
export function isLimited(family: string): boolean {
  return family in limits;
}

type Limit = (value: string, modifiers: readonly number[]) => boolean;

const characters: Limit = (value, [length = Number.POSITIVE_INFINITY]) => [...value].length <= length;
const fraction: Limit = (value, [digits = 6]) => (/\.(\d+)/.exec(value)?.[1]?.length ?? 0) <= digits;

const limits: Readonly<Record<string, Limit>> = {
  'character varying': characters,
  character: (value, [length = 1]) => [...value].length <= length,
  name: (value) => new TextEncoder().encode(value).length <= 63,
  '"char"': (value) => /^[\0-\x7f]?$/.test(value),
  smallint: (value) => Math.abs(Number(value)) <= 32_767,
  integer: (value) => Math.abs(Number(value)) <= 2_147_483_647,
  numeric: (value, [precision, scale = 0]) => {
    if (precision === undefined) return true;
    const found = /^\s*[+-]?0*(\d*)\.?(\d*)\s*$/.exec(value);
    if (found === null) return false;
    const [, whole = '', decimals = ''] = found;
    return whole.length <= precision - scale && decimals.replace(/0+$/, '').length <= Math.max(scale, 0);
  },
  bit: (value, [length = 1]) => /^[01]*$/.test(value) && value.length === length,
  'bit varying': (value, [length = Number.POSITIVE_INFINITY]) =>
    /^[01]*$/.test(value) && value.length <= length,
  date: (value) => !/\d:\d/.test(value),
  'timestamp without time zone': fraction,
  'timestamp with time zone': fraction,
  'time without time zone': fraction,
  'time with time zone': fraction,
  json: isJson,
  jsonb: isJson,
  inet: (value) => /^[0-9a-f.:]+(\/\d+)?$/i.test(value),
  cidr: (value) => /^[0-9a-f.:]+(\/\d+)?$/i.test(value),
  bytea: (value) => /^(\\x([0-9a-f]{2})*|[^\\]*)$/i.test(value),
};

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
