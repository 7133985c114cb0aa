import { keywords } from './keywords.ts';

const plain = /^[a-z_][a-z0-9_]*$/;

/** A name as SQL reads it, quoted only where PostgreSQL's own quote_ident() does. */
export function quoteName(name: string): string {
  return plain.test(name) && !keywords.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** `(a, b)` */
export function quoteNames(names: readonly string[]): string {
  return `(${names.map(quoteName).join(', ')})`;
}

/** A string constant; standard_conforming_strings is on, so backslashes and newlines stand for themselves. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An array of texts. */
export function textArray(texts: readonly string[]): string {
  return `ARRAY[${texts.map(quoteText).join(', ')}]::text[]`;
}

/** A string constant in which nothing is escaped: `$$…$$`, or with a tag where the text would end that early. */
export function dollarQuote(text: string, word: string): string {
  for (let count = 0; ; count += 1) {
    const delimiter = ['$$', `$${word}$`][count] ?? `$${word}${count - 1}$`;
    // Not only what stands in the text counts: a text that ends with `$` would make one with the delimiter's first character.
    if (`${text}${delimiter}`.indexOf(delimiter) === text.length) return `${delimiter}${text}${delimiter}`;
  }
}
