import { InternalError } from '../diagnostic/diagnostic.ts';
import type { Grammar } from '../grammar/grammar.ts';
import { type Content, readContent } from './content.ts';
import type { Section } from './sections.ts';
import { dedent } from './yaml/extent.ts';
import type { Entry } from './yaml/node.ts';
import { parseYaml } from './yaml/parse.ts';
import { parseSimpleYaml } from './yaml/parse-simple.ts';

export type PieceContent = {
  readonly content: Content;
  readonly keyText: string;
  /** The text without indentation. */
  readonly source: string;
  /** The YAML, parsed again: it is not kept, because only diagnostics need it. */
  readonly entry: () => Entry;
};

/**
 * Reads an entry of a section from its own text. The same text is read once in the life of the process: an object that
 * stands in a release and in the spec alike costs nothing the second time, and is the same object in memory.
 * @param keyOffset where the key's line begins, after comments
 * @returns undefined where the text is no single entry that can be understood by itself
 */
export function pieceContent(
  section: Section,
  text: string,
  keyOffset: number,
  grammar: Grammar,
): PieceContent | undefined {
  const memo = memoOf(grammar, section);
  const known = memo.get(text);
  if (known !== undefined) return known === unusual ? undefined : known;
  const read = readPiece(section, text, keyOffset, grammar);
  memo.set(text, read ?? unusual);
  return read;
}

const unusual = Symbol('unusual');
type Memo = Map<string, PieceContent | typeof unusual>;
const memos = new WeakMap<Grammar, Map<Section, Memo>>();

function memoOf(grammar: Grammar, section: Section): Memo {
  const sections = memos.get(grammar) ?? new Map<Section, Memo>();
  memos.set(grammar, sections);
  const memo = sections.get(section) ?? (new Map() as Memo);
  sections.set(section, memo);
  return memo;
}

function readPiece(
  section: Section,
  text: string,
  keyOffset: number,
  grammar: Grammar,
): PieceContent | undefined {
  const entry = singleEntry(text);
  if (entry === undefined) return undefined;
  const content = readContent(section, entry, text, grammar);
  const keyText = entry.key.text;
  return {
    content,
    keyText,
    source: dedent(text, entry.key.start - keyOffset, entry.value),
    entry: () => parsedAgain(text),
  };
}

function singleEntry(text: string): Entry | undefined {
  const simple = parseSimpleYaml(text);
  const { node, problems, hasAliases } = simple
    ? { node: simple, problems: [], hasAliases: false }
    : parseYaml(text);
  if (problems.length > 0 || hasAliases || node?.kind !== 'map' || node.entries.length !== 1)
    return undefined;
  return node.entries[0];
}

let last: { readonly text: string; readonly entry: Entry } | undefined;

/** Problems of one object come together, so the last entry is kept. */
function parsedAgain(text: string): Entry {
  if (last?.text === text) return last.entry;
  const entry = singleEntry(text);
  if (entry === undefined) throw new InternalError('a text that was one entry is none any more');
  last = { text, entry };
  return entry;
}
