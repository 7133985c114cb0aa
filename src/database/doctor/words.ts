import { quoteName } from '../../sql/quote.ts';
import { visible } from '../target/visible.ts';

/** A name of the schema as SQL reads it and a terminal shows it. */
export function shownName(schema: string, name: string): string {
  const local = quoteName(name);
  return visible(schema === 'public' ? local : `${quoteName(schema)}.${local}`);
}

export function shownRole(name: string): string {
  return visible(quoteName(name));
}

const listed = 8;

/** `a, b and 3 more` */
export function list(names: readonly string[]): string {
  if (names.length <= listed) return names.join(', ');
  return `${names.slice(0, listed - 1).join(', ')} and ${names.length - listed + 1} more`;
}

const lines = 5;

/** The first few lines, and how many others there are. */
export function firstLines(all: readonly string[]): readonly string[] {
  if (all.length <= lines) return all;
  return [...all.slice(0, lines - 1), `and ${all.length - lines + 1} more`];
}

const longest = 60;

/** The beginning of somebody's query, without its constants: passwords may be among them. */
export function shortQuery(query: string): string {
  const text = visible(query.replace(/'(?:[^']|'')*'?/g, "'…'").replace(/\$(\w*)\$[\s\S]*/, "'…'"));
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}

/** `belongs` of one, `belong` of several. */
export function verb(count: number, one: string, several: string): string {
  return count === 1 ? one : several;
}

/** `40 s`, `12 min`, `3 h 20 min`, `4 days` */
export function age(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

/** `1.2 GB` */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
