import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { type PlacedProblem, type Problem, toDiagnostic } from './problem.ts';
import type { Span, Text } from './text.ts';
import { type Entry, follow, type Node, type Path } from './yaml/node.ts';
import { spanInScalar } from './yaml/scalar-offset.ts';

/** What of an entry a problem is about: the value (the default), its key, or a word inside its value. */
export type Mark = { readonly at: 'key' | 'value' } | { readonly word: string };

/**
 * Where an object stands: a file, and the offset in it of the text that the object was read from. The YAML is only kept (or
 * parsed again) to say where a problem is.
 */
export class Site {
  readonly text: Text;
  private readonly base: number;
  private readonly source: string;
  private readonly entry: () => Entry;

  /** @param source the text that the entry's offsets count in; it begins at `base` in the file */
  constructor(text: Text, base: number, source: string, entry: () => Entry) {
    this.text = text;
    this.base = base;
    this.source = source;
    this.entry = entry;
  }

  /** A problem whose place is known already. */
  diagnostic(problem: PlacedProblem): Diagnostic {
    return this.place(problem, problem.span);
  }

  /** A problem at a path into the object. */
  diagnosticAt(problem: Problem, path: Path, mark: Mark = { at: 'value' }): Diagnostic {
    return this.place(problem, this.span(path, mark));
  }

  /** `spec/schema/accounts.yaml:12:3`, the place of the object's own key. */
  get label(): string {
    return this.labelOf(this.entry().key);
  }

  /** The place of a key inside the object. */
  labelAt(path: Path): string {
    return this.labelOf(this.span(path, { at: 'key' }));
  }

  private labelOf(span: Span): string {
    const { file, line, column } =
      this.place({ code: 'duplicate-object', message: '', help: '' }, span).at ?? {};
    return `${file}:${line}:${column}`;
  }

  private place(problem: Problem, span: Span): Diagnostic {
    return toDiagnostic(problem, this.text, { start: span.start + this.base, end: span.end + this.base });
  }

  private span(path: Path, mark: Mark): Span {
    const { key, value } = this.entry();
    const found = follow(value, path);
    if ('at' in mark)
      return mark.at === 'key' && found.exact
        ? (found.key ?? key)
        : spanOfValue(found.node, found.key ?? key);
    return this.word(found.node, mark.word);
  }

  /** The first place of a word in the text of a value, or the value. */
  private word(node: Node, word: string): Span {
    if (node.kind !== 'scalar') return namedIn(node, word) ?? spanOfValue(node, node);
    const offset = indexOfWord(node.text, word);
    return offset === -1 ? node : spanInScalar(this.source, node, offset, word.length);
  }
}

/** A mapping or list is marked at its beginning; nothing at all, at its key. */
function spanOfValue(node: Node, otherwise: Span): Span {
  if (node.kind !== 'scalar') return { start: node.start, end: node.start + 1 };
  return node.end > node.start ? node : otherwise;
}

/** The first scalar below a node that is this word. */
function namedIn(node: Node, word: string): Node | undefined {
  if (node.kind === 'scalar') return node.text === word ? node : undefined;
  const children = node.kind === 'list' ? node.items : node.entries.map((entry) => entry.value);
  for (const child of children) {
    const found = namedIn(child, word);
    if (found !== undefined) return found;
  }
  return undefined;
}

function indexOfWord(text: string, word: string): number {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.search(new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'iu'));
}
