import type { Parameter } from '../../../model/schema-object.ts';
import { byName } from '../../../spec/read/reader.ts';
import { keywords } from '../../../sql/keywords.ts';
import { quoteText } from '../../../sql/quote.ts';

/** Storage parameters from `name=value`; those of the table of long values get `toast.` before them. */
export function storageParameters(
  options: readonly string[] | null,
  toast: readonly string[] | null = null,
): readonly Parameter[] {
  return [
    ...(options ?? []).map((option) => parameter(option, '')),
    ...(toast ?? []).map((option) => parameter(option, 'toast.')),
  ].sort(byName);
}

function parameter(option: string, prefix: string): Parameter {
  const [name, value] = split(option);
  return { name: `${prefix}${name}`, value: constant(value) };
}

/** `SET` clauses of a routine from `name=value`. */
export function settings(config: readonly string[] | null): readonly Parameter[] {
  return (config ?? [])
    .map((setting) => {
      const [name, value] = split(setting);
      return { name, value: quotedLists.has(name) ? listOfNames(value) : constant(value) };
    })
    .sort(byName);
}

/** At the first equals sign: no name has one. */
export function split(option: string): readonly [name: string, value: string] {
  const equals = option.indexOf('=');
  return [option.slice(0, equals), option.slice(equals + 1)];
}

/** Settings whose value is a list of names, each in double quotes where it needs them (GUC_LIST_QUOTE in guc_tables.c). */
const quotedLists: ReadonlySet<string> = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
]);

/** Words and numbers as they are, everything else as a string constant. */
function constant(value: string): string {
  const isWord = /^[a-z_][a-z0-9_]*$/.test(value) && (!keywords.has(value) || booleans.has(value));
  return isWord || /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? value : quoteText(value);
}

/** The grammar takes these where it takes no other keyword. */
const booleans: ReadonlySet<string> = new Set(['true', 'false', 'on', 'off']);

function listOfNames(value: string): string {
  const names = [...value.matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g)];
  return names.map(([, quoted, plain]) => constant(quoted?.replaceAll('""', '"') ?? plain ?? '')).join(', ');
}
