import type { Entry, Node, ScalarNode } from './node.ts';

/**
 * An entry as YAML on one line, with all that its aliases stand for. Used where the text of a file cannot be copied because
 * it means something only inside that file.
 */
export function writeEntry({ key, value }: Entry): string {
  return `${writeScalar(key)}: ${write(value)}\n`;
}

function write(node: Node): string {
  if (node.kind === 'scalar') return writeScalar(node);
  if (node.kind === 'list') return `[${node.items.map(write).join(', ')}]`;
  return `{${node.entries.map(({ key, value }) => `${writeScalar(key)}: ${write(value)}`).join(', ')}}`;
}

/** Numbers, booleans and null as they stood, text in double quotes. */
function writeScalar(node: ScalarNode): string {
  if (typeof node.value !== 'string') return node.text === '' ? 'null' : node.text;
  return /^[a-z_][a-z0-9_]*$/.test(node.text) && node.style === 'plain'
    ? node.text
    : JSON.stringify(node.text);
}
