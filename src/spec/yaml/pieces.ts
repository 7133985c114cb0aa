import { isSection, type Section } from '../sections.ts';
import type { Span } from '../text.ts';
import { startOfComments } from './extent.ts';

/** A stretch of a file that is one entry of a mapping, and parses alone to the same as in its place. */
export type Piece = Span & {
  /** The section that it is an entry of; absent for an entry of the top level. */
  readonly section?: Section;
  /** Where the comment lines directly above the entry begin. */
  readonly commentStart: number;
};

/** A top-level key without a value of its own on its line. */
export type Header = Span & { readonly section: Section };

export type Layout = { readonly pieces: readonly Piece[]; readonly headers: readonly Header[] };

/** One entry begins here: a plain key without special characters or a quoted one, with its colon. */
const simpleKey =
  /(?:[\p{L}\p{N}_](?:[^\s:#"'[\]{},&*!|>%@`?\\]| (?=[^\s:#"'[\]{},&*!|>%@`?\\]))*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'):(?=[ \t\r\n]|$)/uy;
const header = /([a-z_]+):(?:[ \t]+#[^\n]*|[ \t]*)\r?(?:\n|$)/y;
/** What can make one part of the text depend on another, or a line mean something else than it looks like. */
const unusual = /^(?:---|\.\.\.|%)|^ *\t|[|>][0-9]?\+/m;

/**
 * Splits a file's text into its entries by the indentation of their lines, so that YAML is parsed entry by entry: much
 * faster for large files, and an entry whose text is known needs no parsing at all.
 *
 * A line with exactly the indentation of a section's first entry cannot be inside an entry's value unless the YAML is wrong:
 * block scalars end there, and quoted or flow values may not go on there. In that case the piece before does not parse, and
 * the caller parses the whole file.
 * @returns undefined where the text is unusual: then it must be parsed whole
 */
export function splitIntoPieces(text: string): Layout | undefined {
  return unusual.test(text) ? undefined : new Splitter(text).split();
}

class Splitter {
  private readonly text: string;
  private readonly pieces: Piece[] = [];
  private readonly headers: Header[] = [];
  private section: Section | undefined;
  private entryIndent = -1;
  /** A comment that is not deeper than the entry ended it, unless more of its lines come. */
  private isBehind = false;
  private open:
    | { start: number; end: number; commentStart: number; section: Section | undefined }
    | undefined;

  constructor(text: string) {
    this.text = text;
  }

  split(): Layout | undefined {
    const { text } = this;
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf('\n', start);
      const end = newline === -1 ? text.length : newline + 1;
      if (!this.line(start, end)) return undefined;
      start = end;
    }
    this.close();
    return { pieces: this.pieces, headers: this.headers };
  }

  /** @returns false where the line is unusual */
  private line(start: number, end: number): boolean {
    let content = start;
    while (this.text[content] === ' ') content += 1;
    const first = this.text[content];
    const indent = content - start;
    if (content >= end || first === '\n' || first === '\r') return this.blank(end, indent);
    if (first === '#') return this.comment(end, indent);
    if (indent === 0) return this.topLevel(start, end);
    return this.section === undefined ? this.goOn(end) : this.inSection(start, end, indent);
  }

  /** Spaces that are deeper than the entry can be the last line of a block of text in it. */
  private blank(end: number, indent: number): true {
    if (this.open !== undefined && !this.isBehind && indent > Math.max(this.entryIndent, 0))
      this.open.end = end;
    return true;
  }

  /** A deeper comment is part of the open entry (or of a block of text in it); others may belong to the next entry. */
  private comment(end: number, indent: number): boolean {
    const isDeeper = indent > Math.max(this.entryIndent, 0);
    if (!isDeeper) this.isBehind = true;
    return isDeeper && !this.isBehind && this.open !== undefined ? this.goOn(end) : true;
  }

  private topLevel(start: number, end: number): boolean {
    this.close();
    this.section = undefined;
    this.entryIndent = -1;
    header.lastIndex = start;
    const name = header.exec(this.text)?.[1];
    if (name !== undefined && isSection(name)) {
      this.section = name;
      this.headers.push({ section: name, start, end: start + name.length });
      return true;
    }
    return this.begin(start, end, 0);
  }

  private inSection(start: number, end: number, indent: number): boolean {
    if (this.entryIndent === -1) this.entryIndent = indent;
    if (indent < this.entryIndent) return false;
    return indent > this.entryIndent ? this.goOn(end) : this.begin(start, end, indent);
  }

  private begin(start: number, end: number, indent: number): boolean {
    this.close();
    simpleKey.lastIndex = start + indent;
    if (!simpleKey.test(this.text)) return false;
    const commentStart = startOfComments(this.text, start, indent);
    this.open = { start, end, commentStart, section: this.section };
    this.isBehind = false;
    return true;
  }

  private goOn(end: number): boolean {
    if (this.open === undefined) return false;
    this.open.end = end;
    this.isBehind = false;
    return true;
  }

  private close(): void {
    if (this.open === undefined) return;
    const { section, ...rest } = this.open;
    this.pieces.push(section === undefined ? rest : { ...rest, section });
    this.open = undefined;
  }
}
