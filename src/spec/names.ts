import { byteLength, longestName } from '../model/default-names.ts';
import type { Problem } from './problem.ts';

/** A name with the schema that it names, if any. */
export type NameParts = readonly string[];

/**
 * Splits what stands for an object into its parts. Names are literal and case-sensitive; a dot separates schema and name; a
 * part that begins and ends with a double quote is quoted as in SQL, so that it can hold a dot.
 */
export function splitName(text: string): NameParts {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    quotedPart.lastIndex = at;
    const quoted = quotedPart.exec(text);
    const dot = text.indexOf('.', at);
    const end = quoted ? quotedPart.lastIndex : dot === -1 ? text.length : dot;
    parts.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : text.slice(at, end));
    if (end >= text.length) return parts;
    at = end + 1;
  }
}

const quotedPart = /"((?:[^"]|"")*)"(?=\.|$)/y;

/** Whether PostgreSQL can keep this as a name, whatever characters it has. */
export function nameProblem(name: string): Problem | undefined {
  if (name === '')
    return {
      code: 'name-empty',
      message: 'a name is empty here',
      help: 'Give it a name of one character or more.',
    };
  // A UTF-16 unit becomes three bytes at most.
  const bytes = name.length * 3 <= longestName ? 0 : byteLength(name);
  if (bytes <= longestName) return undefined;
  return {
    code: 'name-too-long',
    message: `this name has ${bytes} bytes, and PostgreSQL keeps ${longestName} of them`,
    help: `Shorten it to ${longestName} bytes or less.`,
  };
}

/** `users` or `users(id, "odd, name")`: a table and its columns, each as {@link splitName} takes it. */
export function splitReference(text: string): {
  readonly table: string;
  readonly columns: readonly string[];
} {
  const match = /^([^\s].*?)\s*\(((?:[^()"]|"(?:[^"]|"")*")*)\)\s*$/su.exec(text);
  if (match === null) return { table: text.trim(), columns: [] };
  const columns = (match[2] ?? '').split(commaOutsideQuotes);
  return { table: match[1] ?? '', columns: columns.map((column) => unquote(column.trim())) };
}

const commaOutsideQuotes = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;

function unquote(name: string): string {
  return /^".*"$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name;
}
