import type { Parser } from '../../parser.ts';
import type { Place } from '../place.ts';

export function readableText(
  _parser: Parser,
  text: string,
  _place: Place,
  _meaning: string,
  _meaningOf: (text: string) => string | undefined,
): string {
  return text;
}
