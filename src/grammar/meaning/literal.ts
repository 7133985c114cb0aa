import { nameInText } from '../identifier.ts';
import { decimal } from './literal/decimal.ts';
import { interval } from './literal/interval.ts';
import { jsonb } from './literal/jsonb.ts';
import { timestamp } from './literal/timestamp.ts';

/**
 * The text of a constant as its type prints it, as far as that can be told without a server: what is not understood stays as it is
 * written.
 */
export function normalized(type: string, text: string): string {
  return normalizers.get(type)?.(text) ?? text;
}

const normalizers: ReadonlyMap<string, (text: string) => string | undefined> = new Map([
  ['bool', boolean],
  ['int2', integer],
  ['int4', integer],
  ['int8', integer],
  ['numeric', decimal],
  // Both forget how many zeros there were.
  ['float4', (text: string) => withoutZeros(decimal(text))],
  ['float8', (text: string) => withoutZeros(decimal(text))],
  ['interval', interval],
  ['timestamp', timestamp],
  ['date', date],
  ['time', time],
  ['bytea', bytea],
  ['uuid', uuid],
  ['jsonb', jsonb],
  ['regclass', relation],
  ['regconfig', catalogName],
]);

/** parse_bool() in PostgreSQL's bool.c, without the abbreviations. */
function boolean(text: string): string | undefined {
  if (/^(true|t|yes|y|on|1)$/i.test(text)) return 'true';
  return /^(false|f|no|n|off|0)$/i.test(text) ? 'false' : undefined;
}

function integer(text: string): string | undefined {
  return /^\s*[+-]?\d+\s*$/.test(text) ? String(BigInt(text.trim().replace(/^\+/, ''))) : undefined;
}

export function withoutZeros(text: string | undefined): string | undefined {
  return text?.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function date(text: string): string | undefined {
  const [, year, month, day] = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

function time(text: string): string | undefined {
  const [, minutes, seconds = '00', fraction = ''] =
    /^\s*(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s*$/.exec(text) ?? [];
  if (minutes === undefined) return undefined;
  const digits = fraction.replace(/0+$/, '');
  return `${minutes}:${seconds}${digits === '' ? '' : `.${digits}`}`;
}

function bytea(text: string): string | undefined {
  if (text === '') return '\\x';
  return /^\\x([0-9a-f]{2})*$/i.test(text) ? text.toLowerCase() : undefined;
}

function uuid(text: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;
}

/** Relations are printed with their schema unless that is public. */
function relation(text: string): string | undefined {
  const name = nameInText(text);
  if (name === undefined) return undefined;
  return JSON.stringify(
    name.schema === undefined || name.schema === 'public' ? [name.name] : [name.schema, name.name],
  );
}

function catalogName(text: string): string | undefined {
  const name = nameInText(text);
  if (name === undefined) return undefined;
  return JSON.stringify(
    name.schema === undefined || name.schema === 'pg_catalog' ? [name.name] : [name.schema, name.name],
  );
}
