import type { Parser } from '../../parser.ts';
import type { Place } from '../place.ts';
import { arrays } from './arrays.ts';
import { betweens } from './betweens.ts';
import { casts, typeNames } from './casts.ts';
import { type Edit, edited } from './edit.ts';
import { parentheses } from './parentheses.ts';
import { dedented, joinedLines } from './spacing.ts';
import { type Lexed, lexed } from './tokens.ts';
import { words } from './words.ts';

/** Finds what could be written better; whether it means the same is tested afterwards. */
type Suggest = (text: Lexed) => readonly Edit[];

/** In this order, again and again until there is nothing left to do. */
const suggestions: readonly Suggest[] = [casts, parentheses, arrays, words];

/** Every round takes off one layer; nothing that people write has more. */
const mostRounds = 8;

/**
 * The text as a person would write it. It is edited where it stands, so that what is not understood stays as it is; and every edit
 * counts only if the text still parses and still has the same meaning.
 */
export function readableText(
  parser: Parser,
  text: string,
  place: Place,
  meaning: string,
  meaningOf: (text: string) => string | undefined,
): string {
  const holds = (candidate: string) => meaningOf(candidate) === meaning;
  const start = startOf(parser, text, place);
  let now = holds(start) ? start : text;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = now;
    for (const suggest of suggestions) now = improved(parser, now, suggest, holds);
    if (now === before) break;
  }
  return [betweens, typeNames].reduce((text, suggest) => improved(parser, text, suggest, holds), now);
}

function startOf(parser: Parser, text: string, place: Place): string {
  const source = lexed(parser, text);
  if (source === undefined) return text;
  return place.kind === 'expression' ? joinedLines(source) : dedented(source);
}

function improved(parser: Parser, text: string, suggest: Suggest, holds: (text: string) => boolean): string {
  const source = lexed(parser, text);
  const edits = source === undefined ? [] : suggest(source);
  return accepted(text, [], edits, holds).text;
}

type Accepted = { readonly text: string; readonly edits: readonly Edit[] };

/** As many of the edits as leave the meaning: all of them, or of each half as many as do. */
function accepted(
  text: string,
  before: readonly Edit[],
  edits: readonly Edit[],
  holds: (text: string) => boolean,
): Accepted {
  if (edits.length === 0) return { text: edited(text, before), edits: before };
  const all = [...before, ...edits];
  const candidate = edited(text, all);
  if (holds(candidate)) return { text: candidate, edits: all };
  if (edits.length === 1) return { text: edited(text, before), edits: before };
  const middle = Math.ceil(edits.length / 2);
  const first = accepted(text, before, edits.slice(0, middle), holds);
  return accepted(text, first.edits, edits.slice(middle), holds);
}
