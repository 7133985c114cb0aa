import type { Location } from '../diagnostic/diagnostic.ts';

/** A file of the spec as its bytes; the path is the one to show to people. */
export type SourceFile = { readonly path: string; readonly bytes: Uint8Array };

/** A stretch of a text in UTF-16 units; `end` is the first unit after it. */
export type Span = { readonly start: number; readonly end: number };

/** A file's text. Lines and columns are computed only when a diagnostic needs them. */
export class Text {
  readonly path: string;
  readonly text: string;
  private lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  locate(span: Span): Location {
    this.lineStarts ??= startsOfLines(this.text);
    const start = Math.min(span.start, this.text.length);
    const line = indexOfLine(this.lineStarts, start);
    const lineStart = this.lineStarts[line] ?? 0;
    const lineEnd = endOfLine(this.text, lineStart);
    const end = Math.max(Math.min(span.end, lineEnd), start + 1);
    return {
      file: this.path,
      line: line + 1,
      column: start - lineStart + 1,
      endColumn: end - lineStart + 1,
      excerpt: this.text.slice(lineStart, lineEnd),
    };
  }
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last line that starts at or before the offset. */
function indexOfLine(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' && end > start ? end - 1 : end;
}
