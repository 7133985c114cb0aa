import { foldedScalar, hasLines, scalarOfLines, step, textWidth } from './block-scalar.ts';
import { inlineScalar, keyText } from './inline-scalar.ts';
import type { Entry, List, Mapping, Scalar, Value } from './value.ts';

/** The longest line that a mapping or list in braces makes; what does not fit takes a line for each of its entries. */
const width = 120;
/**
 * How deep braces and brackets stand in each other: `{references: {table: users}}`. More is hard to read; a list of nothing but
 * names does not count.
 */
const deepestFlow = 2;

/** The entries of a mapping, a line or more each. */
export function emitEntries(entries: readonly Entry[], indent: number): string {
  return entries.map((entry) => emitEntry(entry, indent)).join('');
}

/** `key: value`, ending with a line end. */
export function emitEntry({ key, value }: Entry, indent: number): string {
  const head = `${' '.repeat(indent)}${keyText(key)}:`;
  return `${head}${behind(value, indent, head.length)}`;
}

/** What stands behind a colon or the dash of a list: from the space or line end on. */
function behind(value: Value, indent: number, used: number): string {
  switch (value.kind) {
    case 'nothing':
      return '\n';
    case 'scalar':
      return ` ${scalarBehind(value, indent, used)}`;
    default: {
      const onOneLine = value.layout === 'compact' || isEmpty(value) ? flow(value, deepestFlow) : undefined;
      if (onOneLine !== undefined && used + 1 + onOneLine.length <= width) return ` ${onOneLine}\n`;
      return `\n${rows(value, indent + step)}`;
    }
  }
}

function scalarBehind(scalar: Scalar, indent: number, used: number): string {
  if (hasLines(scalar)) return scalarOfLines(scalar, indent);
  const onOneLine = inlineScalar(scalar, 'block');
  const folded = used + 1 + onOneLine.length > textWidth ? foldedScalar(scalar, indent) : undefined;
  return folded ?? `${onOneLine}\n`;
}

function rows(value: List | Mapping, indent: number): string {
  if (value.kind === 'mapping') return emitEntries(value.entries, indent);
  return value.items.map((item) => row(item, indent)).join('');
}

/** An item of a list. A scalar stays on its line, a mapping that does not fit begins behind the dash. */
function row(item: Value, indent: number): string {
  const dash = `${' '.repeat(indent)}-`;
  const onOneLine = item.kind === 'nothing' ? 'null' : flowOrScalar(item);
  if (onOneLine !== undefined && (item.kind === 'scalar' || dash.length + 1 + onOneLine.length <= width))
    return `${dash} ${onOneLine}\n`;
  if (item.kind !== 'mapping') return `${dash}${behind(item, indent, dash.length)}`;
  return `${dash} ${emitEntries(item.entries, indent + step).slice(indent + step)}`;
}

function flowOrScalar(item: Exclude<Value, { readonly kind: 'nothing' }>): string | undefined {
  return item.kind === 'scalar' ? inlineScalar(item, 'block') : flow(item, deepestFlow);
}

/** On one line in braces or brackets; undefined where it is too deep, has lines of its own, or wants rows. */
function flow(value: Value, depth: number): string | undefined {
  switch (value.kind) {
    case 'nothing':
      return undefined;
    case 'scalar':
      return hasLines(value) ? undefined : inlineScalar(value, 'flow');
    case 'list': {
      const inside = value.items.every((item) => item.kind === 'scalar') ? depth : depth - 1;
      const items = all(value.items.map((item) => (inside < 0 ? undefined : flow(item, inside))));
      return value.layout === 'rows' && !isEmpty(value) ? undefined : items && `[${items.join(', ')}]`;
    }
    case 'mapping': {
      const entries = all(value.entries.map((entry) => flowEntry(entry, depth - 1)));
      return value.layout === 'rows' && !isEmpty(value) ? undefined : entries && `{${entries.join(', ')}}`;
    }
  }
}

function flowEntry({ key, value }: Entry, depth: number): string | undefined {
  const content = depth < 0 ? undefined : flow(value, depth);
  return content && `${keyText(key)}: ${content}`;
}

function all(texts: readonly (string | undefined)[]): readonly string[] | undefined {
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function isEmpty(value: List | Mapping): boolean {
  return value.kind === 'list' ? value.items.length === 0 : value.entries.length === 0;
}
