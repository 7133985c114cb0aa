import type { ScalarNode } from './node.ts';

/**
 * A literal scalar with the lines of nothing but spaces that end it. Where it gives its indentation (`|2`), the YAML parser takes
 * such a line for part of it only if that is deeper than its first line, and not deeper than its indentation, as YAML has it.
 */
export function withTail(scalar: ScalarNode, source: string): ScalarNode {
  const chomping = header.exec(source.slice(scalar.start, scalar.start + 3));
  const indent = chomping && indentOf(scalar, source);
  if (indent == null || source[scalar.end - 1] !== '\n') return scalar;
  const lines: string[] = [];
  let kept = 0;
  let end = scalar.end;
  for (let start = scalar.end; start < source.length; ) {
    spaces.lastIndex = start;
    const line = spaces.exec(source);
    if (line === null) break;
    start = spaces.lastIndex;
    const content = (line[1] ?? '').slice(indent);
    lines.push(content);
    if (content !== '') [kept, end] = [lines.length, start];
  }
  if (kept === 0) return scalar;
  const tail = lines.slice(0, kept).join('\n');
  const text = scalar.text.endsWith('\n') ? `${scalar.text}${tail}\n` : `${scalar.text}\n${tail}`;
  return { ...scalar, text, value: text, end };
}

const header = /^\|(?:[1-9]|-[1-9])/;
const spaces = /( *)(?:\r?\n|$)/y;

/** How far its lines are indented: by its first line that shows something, in the text and in the value. */
function indentOf({ start, end, text }: ScalarNode, source: string): number | undefined {
  const visible = /^( *)[^ \r\n]/m;
  const first = visible.exec(source.slice(source.indexOf('\n', start) + 1, end));
  const inside = visible.exec(text);
  return first && inside ? (first[1] ?? '').length - (inside[1] ?? '').length : undefined;
}
