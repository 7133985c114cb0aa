import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { nearest } from '../diagnostic/nearest.ts';
import type { Grammar } from '../grammar/grammar.ts';
import { type Content, readContent } from './content.ts';
import { decode } from './decode.ts';
import type { ObjectDocument } from './document.ts';
import { pieceContent } from './piece-content.ts';
import { type PlacedProblem, toDiagnostic } from './problem.ts';
import { isSection, type Section, sections } from './sections.ts';
import { allSettingKeys, isSetting } from './setting-keys.ts';
import { notCovered } from './shape/not-covered.ts';
import { Site } from './site.ts';
import type { SourceFile, Text } from './text.ts';
import { dedent, linesOfEntry } from './yaml/extent.ts';
import type { Entry, Node } from './yaml/node.ts';
import { duplicateKey, parseYaml } from './yaml/parse.ts';
import { type Layout, type Piece, splitIntoPieces } from './yaml/pieces.ts';
import { writeEntry } from './yaml/write.ts';

/** A file of the spec, or a release, taken apart into what it holds. */
export type FileContents = {
  readonly documents: readonly ObjectDocument[];
  /** The entries of the top level that are no sections of objects. */
  readonly settings: readonly Setting[];
  readonly diagnostics: readonly Diagnostic[];
  /** False where a part of the file could not be read: then nobody knows which objects it holds. */
  readonly complete: boolean;
};

export type Setting = {
  readonly entry: Entry;
  readonly site: Site;
  /** The text that the entry's offsets count in. */
  readonly source: string;
};

export function readFile(file: SourceFile, grammar: Grammar): FileContents {
  try {
    const text = decode(file);
    return readPieces(text, grammar) ?? readWhole(text, grammar);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { documents: [], settings: [], diagnostics: error.diagnostics, complete: false };
  }
}

/** Reads entry by entry, or returns undefined where the text does not allow that. */
export function readPieces(text: Text, grammar: Grammar): FileContents | undefined {
  const layout = splitIntoPieces(text.text);
  return layout && new Collection(text, grammar).pieces(layout);
}

export function readWhole(text: Text, grammar: Grammar): FileContents {
  return new Collection(text, grammar).whole();
}

class Collection {
  private readonly text: Text;
  private readonly grammar: Grammar;
  private readonly documents: ObjectDocument[] = [];
  private readonly settings: Setting[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly seen = new Set<string>();
  private complete = true;

  constructor(text: Text, grammar: Grammar) {
    this.text = text;
    this.grammar = grammar;
  }

  pieces(layout: Layout): FileContents | undefined {
    for (const header of layout.headers)
      this.refuseDuplicate(`\0${header.section}`, header.section, 0, header);
    for (const piece of layout.pieces) {
      const done = piece.section === undefined ? this.topLevelPiece(piece) : this.piece(piece, piece.section);
      if (!done) return undefined;
    }
    if (layout.pieces.length === 0 && layout.headers.length === 0) return undefined;
    return this.result();
  }

  whole(): FileContents {
    const source = this.text.text;
    const { node, problems, hasAliases } = parseYaml(source);
    for (const problem of problems) this.diagnostics.push(this.diagnostic(problem, 0));
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) {
      if (this.diagnostics.length === 0) this.refuseEmpty();
      this.complete = false;
      return this.result();
    }
    if (node.kind !== 'map') {
      const message = 'a file of the spec is a mapping from sections such as `tables:`';
      const span = { start: node.start, end: node.start + 1 };
      this.diagnostics.push(
        this.diagnostic({ code: 'wrong-type', message, help: 'Begin with a section.', span }, 0),
      );
      this.complete = false;
      return this.result();
    }
    for (const entry of node.entries) this.topLevel(entry, 0, source, hasAliases);
    return this.result();
  }

  private result(): FileContents {
    const { documents, settings, diagnostics, complete } = this;
    return { documents, settings, diagnostics, complete };
  }

  private piece(piece: Piece, section: Section): boolean {
    const source = this.text.text.slice(piece.commentStart, piece.end);
    const read = pieceContent(section, source, piece.start - piece.commentStart, this.grammar);
    if (read === undefined) return false;
    const site = new Site(this.text, piece.commentStart, source, read.entry);
    this.add(section, read.content, read.keyText, site, read.source);
    return true;
  }

  /** An entry of the top level: a setting, or a section whose value does not stand in lines of its own. */
  private topLevelPiece(piece: Piece): boolean {
    const source = this.text.text.slice(piece.start, piece.end);
    const { node, problems, hasAliases } = parseYaml(source);
    const entry = node?.kind === 'map' && node.entries.length === 1 ? node.entries[0] : undefined;
    if (entry === undefined || problems.length > 0 || hasAliases) return false;
    this.refuseDuplicate(`\0${entry.key.text}`, entry.key.text, piece.start, entry.key);
    this.topLevel(entry, piece.start, source, false);
    return true;
  }

  private topLevel(entry: Entry, base: number, source: string, hasAliases: boolean): void {
    const { key, value } = entry;
    const section = isSection(key.text) ? key.text : meantSection(entry);
    if (section !== key.text)
      this.settings.push({ entry, source, site: new Site(this.text, base, source, () => entry) });
    if (section === undefined) {
      this.complete &&= isSetting(key.text);
      return;
    }
    if (value.kind !== 'map') {
      if (value.kind === 'scalar' && value.value === null) return;
      const message = `${key.text} must be a mapping from names`;
      const help = `Write the ${key.text} as \`name: …\`, one below the other.`;
      this.diagnostics.push(this.diagnostic({ code: 'wrong-type', message, help, span: key }, base));
      this.complete = false;
      return;
    }
    for (const inner of value.entries) {
      const content = readContent(section, inner, source, this.grammar);
      const lines = hasAliases ? writeEntry(inner) : sourceOf(source, inner);
      this.add(section, content, inner.key.text, new Site(this.text, base, source, () => inner), lines);
    }
  }

  private add(section: Section, content: Content, keyText: string, site: Site, source: string): void {
    for (const problem of content.problems) this.diagnostics.push(site.diagnostic(problem));
    const id = `${section}\0${keyText}`;
    if (this.seen.has(id)) {
      this.diagnostics.push(site.diagnosticAt(duplicateKey(keyText), [], { at: 'key' }));
      return;
    }
    this.seen.add(id);
    const { problems: _, ...document } = content;
    this.documents.push({ ...document, source, site });
  }

  private refuseDuplicate(id: string, key: string, base: number, span: { start: number; end: number }): void {
    if (this.seen.has(id)) this.diagnostics.push(this.diagnostic({ ...duplicateKey(key), span }, base));
    this.seen.add(id);
  }

  private diagnostic(problem: PlacedProblem, base: number): Diagnostic {
    return toDiagnostic(problem, this.text, {
      start: problem.span.start + base,
      end: problem.span.end + base,
    });
  }

  private refuseEmpty(): void {
    const message = `${this.text.path} says nothing`;
    const help = 'Write a section such as `tables:`, or remove the file.';
    this.diagnostics.push(
      this.diagnostic({ code: 'file-empty', message, help, span: { start: 0, end: 1 } }, 0),
    );
  }
}

/** The section that a misspelt key most likely is: what it holds is read as that, so that nobody misses its names. */
function meantSection({ key, value }: Entry): Section | undefined {
  if (value.kind !== 'map' || isSetting(key.text) || notCovered.has(key.text)) return undefined;
  const meant = nearest(key.text, [...Object.keys(sections), ...allSettingKeys]);
  return meant !== undefined && isSection(meant) ? meant : undefined;
}

/** The lines of an entry; where it shares a line with others, its own part of it. */
function sourceOf(source: string, { key, value }: Entry): string {
  const lineStart = source.lastIndexOf('\n', key.start - 1) + 1;
  if (source.slice(lineStart, key.start).trim() !== '') {
    const end = endOf(source, value);
    // In a flow mapping a key can stand without a value, and even without its colon.
    return end <= key.end || source.slice(key.end, end).trim() === ''
      ? `${source.slice(key.start, key.end)}:\n`
      : `${source.slice(key.start, end)}\n`;
  }
  const lines = linesOfEntry(source, key.start, endOf(source, value));
  return dedent(source.slice(lines.start, lines.end), key.start - lineStart, value);
}

/** Where the text of a value ends; the YAML parser counts the lines behind a block collection to it. */
function endOf(source: string, node: Node): number {
  if (node.kind === 'scalar' || source[node.start] === '{' || source[node.start] === '[') return node.end;
  const last = node.kind === 'map' ? node.entries.at(-1) : node.items.at(-1);
  if (last === undefined) return node.end;
  return 'key' in last ? Math.max(last.key.end, endOf(source, last.value)) : endOf(source, last);
}
