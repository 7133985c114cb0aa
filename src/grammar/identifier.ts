import type { MentionedName } from '../model/sql.ts';

const part = /\s*(?:"((?:[^"]|"")+)"|([^\s".]+))\s*(\.|$)/y;

/**
 * The name in a text that the server reads as one when it runs, as in `nextval('audit.seq')`: stringToQualifiedNameList() in
 * PostgreSQL's sources, which knows no keywords.
 * @returns undefined for what is no name, such as an OID or a name with too many parts
 */
export function nameInText(text: string): MentionedName | undefined {
  const parts: string[] = [];
  part.lastIndex = 0;
  for (let more = true; more; ) {
    const match = part.exec(text);
    if (match === null) return undefined;
    const [, quoted, bare, separator] = match;
    parts.push(quoted?.replaceAll('""', '"') ?? lowerCase(bare ?? ''));
    more = separator === '.';
  }
  // What precedes a schema can only be the current database.
  const [name, schema, , ...tooMany] = parts.reverse();
  if (name === undefined || tooMany.length > 0) return undefined;
  if (schema === undefined) return /^\d+$/.test(text.trim()) ? undefined : { name };
  return { schema, name };
}

/** Only ASCII letters, as in downcase_identifier() for encodings of several bytes. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
