import type { Diagnostic, Location } from '../diagnostic/diagnostic.ts';
import type { Style } from './style.ts';
import { columnsOf, hang } from './wrap.ts';

/** The diagnostics as `--json` prints them: `code`, `message`, `help`, and `at` where there is a place. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map(({ code, message, help, at }) => ({
    code,
    message,
    help,
    ...(at === undefined ? {} : { at }),
  }));
}

/**
 * The diagnostics for people: what is wrong, where, the line with the place marked, and what to do.
 *
 * @param width columns to stay within
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], style: Style, width: number): string {
  const blocks = diagnostics.map((diagnostic) => block(diagnostic, style, width));
  if (diagnostics.length > 1) blocks.push(style.bold(`${diagnostics.length} problems`));
  return `${blocks.join('\n\n')}\n`;
}

function block(diagnostic: Diagnostic, style: Style, width: number): string {
  const head = hang(`${style.red(style.bold('error'))} `, style.bold(diagnostic.message), width);
  const lines = [`${head} ${style.dim(`[${diagnostic.code}]`)}`];
  if (diagnostic.at !== undefined) lines.push(...place(diagnostic.at, style, width));
  lines.push(hang(`  ${style.cyan('help:')} `, diagnostic.help, width));
  return lines.join('\n');
}

function place(at: Location, style: Style, width: number): readonly string[] {
  const number = String(at.line);
  const bar = style.dim(`${' '.repeat(number.length)} |`);
  const lines = [`${' '.repeat(number.length)}${style.dim('-->')} ${at.file}:${at.line}:${at.column}`];
  if (at.excerpt.trim() === '') return lines;
  const { text, before, marked } = excerpt(at, width - number.length - 3);
  return [
    ...lines,
    `${style.dim(`${number} |`)} ${text}`,
    `${bar} ${' '.repeat(before)}${style.red('^'.repeat(marked))}`,
  ];
}

type Excerpt = {
  /** What to print of the line. */
  readonly text: string;
  /** Columns before the mark, and columns that it covers. */
  readonly before: number;
  readonly marked: number;
};

const tab = '    ';

/** The line with tabs as spaces; of one that is too long, the part around the marked range. */
function excerpt({ excerpt: line, column, endColumn }: Location, room: number): Excerpt {
  const [head, range, tail] = [
    line.slice(0, column - 1),
    line.slice(column - 1, endColumn - 1),
    line.slice(endColumn - 1),
  ].map(visible) as [string, string, string];
  const before = columnsOf(head);
  const marked = Math.max(columnsOf(range), 1);
  if (before + marked + columnsOf(tail) <= room) return { text: `${head}${range}${tail}`, before, marked };
  const kept = lastColumns(head, Math.max(Math.floor(room / 3), room - marked - columnsOf(tail) - 1));
  const start = kept === head ? kept : `…${kept}`;
  const rest = `${range}${tail}`;
  const space = Math.max(room - columnsOf(start), 1);
  const shown = columnsOf(rest) <= space ? rest : `${firstColumns(rest, space - 1)}…`;
  return { text: `${start}${shown}`, before: columnsOf(start), marked: Math.min(marked, columnsOf(shown)) };
}

/** Control characters and characters that turn the direction of text around would move what comes after them. */
function visible(text: string): string {
  return text.replaceAll('\t', tab).replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
}

function firstColumns(text: string, columns: number): string {
  let kept = '';
  for (const character of text) {
    if (columnsOf(kept + character) > columns) break;
    kept += character;
  }
  return kept;
}

function lastColumns(text: string, columns: number): string {
  let kept = '';
  for (const character of [...text].reverse()) {
    if (columnsOf(character + kept) > columns) break;
    kept = character + kept;
  }
  return kept;
}
