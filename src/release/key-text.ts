import { isMap, parseDocument } from 'yaml';
import { InternalError } from '../diagnostic/diagnostic.ts';

/** The key of an entry, to the letter: `users`, `"odd name"`, `'touch()'`. */
export function keyText(source: string): string {
  const { contents } = parseDocument(source, { uniqueKeys: false, logLevel: 'silent' });
  const key = isMap(contents)
    ? (contents.items[0]?.key as { range?: readonly number[] } | undefined)
    : undefined;
  const [start, end] = key?.range ?? [];
  if (start === undefined || end === undefined)
    throw new InternalError('the text of an object does not begin with its key');
  return source.slice(start, end);
}
