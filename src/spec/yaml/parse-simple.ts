import type { Entry, ListNode, MapNode, Node, ScalarNode } from './node.ts';

/**
 * Parses the part of YAML that nearly every entry of a spec is written in, some ten times faster than a whole YAML parser:
 * block mappings of plain and quoted scalars and of flow collections on one line, with comments. Whatever is not clearly
 * that is left to {@link parseYaml}, which it never disagrees with: a property holds the two together.
 * @returns undefined where the text is anything else, or wrong
 */
export function parseSimpleYaml(text: string): MapNode | undefined {
  if (elsewhere.test(text)) return undefined;
  try {
    return new SimpleParser(text).parse();
  } catch (error) {
    if (error === notSimple) return undefined;
    throw error;
  }
}

/** Line ends and characters that YAML has rules of its own for. */
const elsewhere = /[\t\r\u0085\u2028\u2029\uFEFF]|^(?:---|\.\.\.)/m;
/** Thrown (and caught) instead of handing failure through every method. */
const notSimple = new Error('not simple YAML');

/** Start characters that give a plain scalar no other meaning. */
const blockPlain = /[\p{L}\p{N}_(](?:[^\s:#]| +(?=[^\s:#])|:(?=[^\s#]))*/uy;
const flowPlain = /[\p{L}\p{N}_(](?:[^\s,[\]{}:#]| +(?=[^\s,[\]{}:#])|:(?=[^\s,[\]{}#]))*/uy;
const plainKey =
  /[\p{L}\p{N}_](?:[^\s,[\]{}:#"'&*!|>%@`?\\]| (?=[^\s,[\]{}:#"'&*!|>%@`?\\-]))*(?=:(?:[ \n]|$))/uy;
const singleQuoted = /'(?:[^'\n]|'')*'/y;
const doubleQuoted = /"[^"\\\n]*"/y;
const restOfLine = / *(?: #[^\n]*)?(?:\n|$)/y;
const blankLines = /(?: *(?:#[^\n]*)?\n)*(?: *(?:#[^\n]*)?$)?/y;
const indentation = / */y;
/** A number that means the same to everybody. */
const number = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/;
const longestKey = 1000;
const deepest = 50;

class SimpleParser {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  parse(): MapNode {
    const map = this.block(-1);
    if (map === undefined || this.at < this.text.length) throw notSimple;
    return map;
  }

  /** The block mapping that begins on the next line with anything on it, if that is deeper than its parent. */
  private block(parent: number): MapNode | undefined {
    this.skip(blankLines);
    const indent = this.indentHere();
    if (this.at === this.text.length || indent <= parent) return undefined;
    this.enter();
    const entries: Entry[] = [];
    const start = this.at + indent;
    while (this.at < this.text.length && this.indentHere() === indent) {
      this.at += indent;
      const key = this.key();
      entries.push({ key, value: this.blockValue(key, indent) });
      this.skip(blankLines);
    }
    if (this.at < this.text.length && this.indentHere() > indent) throw notSimple;
    this.depth -= 1;
    return mapOf(start, entries);
  }

  private blockValue(key: ScalarNode, indent: number): Node {
    if (this.matchEmpty()) return this.block(indent) ?? emptyAt(key.end);
    if (this.text[this.at] !== ' ') throw notSimple;
    this.skip(indentation);
    const value = this.value(blockPlain);
    if (!this.matchEmpty()) throw notSimple;
    // A deeper line would go on with a plain scalar.
    this.skip(blankLines);
    if (this.at < this.text.length && this.indentHere() > indent) throw notSimple;
    return value;
  }

  /** Nothing but a comment up to the end of the line. */
  private matchEmpty(): boolean {
    restOfLine.lastIndex = this.at;
    if (!restOfLine.test(this.text)) return false;
    this.at = restOfLine.lastIndex;
    return true;
  }

  private key(): ScalarNode {
    const first = this.text[this.at];
    const key = first === '"' || first === "'" ? this.quoted(first) : this.plain(plainKey);
    if (this.text[this.at] !== ':' || key.end - key.start > longestKey) throw notSimple;
    this.at += 1;
    return key;
  }

  private value(plain: RegExp): Node {
    const first = this.text[this.at];
    if (first === '"' || first === "'") return this.quoted(first);
    if (first === '{') return this.flowMap();
    return first === '[' ? this.flowList() : this.plain(plain);
  }

  private flowMap(): MapNode {
    const start = this.at;
    const entries: Entry[] = [];
    this.items('}', () => {
      const key = this.key();
      if (this.text[this.at] !== ' ') throw notSimple;
      this.skip(indentation);
      const next = this.text[this.at];
      entries.push({ key, value: next === ',' || next === '}' ? emptyAt(key.end) : this.value(flowPlain) });
    });
    refuseDuplicates(entries);
    return { kind: 'map', start, end: this.at, entries };
  }

  private flowList(): ListNode {
    const start = this.at;
    const items: Node[] = [];
    this.items(']', () => items.push(this.value(flowPlain)));
    return { kind: 'list', start, end: this.at, items };
  }

  private items(close: string, item: () => void): void {
    this.enter();
    this.at += 1;
    this.skip(indentation);
    if (this.text[this.at] !== close) {
      for (;;) {
        item();
        this.skip(indentation);
        if (this.text[this.at] === close) break;
        if (this.text[this.at] !== ',') throw notSimple;
        this.at += 1;
        this.skip(indentation);
      }
    }
    this.at += 1;
    this.depth -= 1;
  }

  private plain(pattern: RegExp): ScalarNode {
    const start = this.at;
    this.skip(pattern);
    if (this.at === start) throw notSimple;
    const text = this.text.slice(start, this.at);
    return { kind: 'scalar', start, end: this.at, text, value: meaning(text), style: 'plain' };
  }

  private quoted(quote: string): ScalarNode {
    const start = this.at;
    this.skip(quote === "'" ? singleQuoted : doubleQuoted);
    if (this.at === start) throw notSimple;
    const inside = this.text.slice(start + 1, this.at - 1);
    const text = quote === "'" && inside.includes("'") ? inside.replaceAll("''", "'") : inside;
    return {
      kind: 'scalar',
      start,
      end: this.at,
      text,
      value: text,
      style: quote === "'" ? 'single' : 'double',
    };
  }

  /** Moves behind what the pattern matches here, or stays. */
  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (pattern.test(this.text)) this.at = pattern.lastIndex;
  }

  private indentHere(): number {
    let end = this.at;
    while (this.text.charCodeAt(end) === 0x20) end += 1;
    return end - this.at;
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > deepest) throw notSimple;
  }
}

function mapOf(start: number, entries: readonly Entry[]): MapNode {
  refuseDuplicates(entries);
  return { kind: 'map', start, end: entries.at(-1)?.value.end ?? start, entries };
}

function refuseDuplicates(entries: readonly Entry[]): void {
  if (entries.length > 8) {
    if (new Set(entries.map((entry) => entry.key.text)).size < entries.length) throw notSimple;
    return;
  }
  for (let position = 1; position < entries.length; position++) {
    const name = entries[position]?.key.text;
    for (let before = 0; before < position; before++) if (entries[before]?.key.text === name) throw notSimple;
  }
}

function emptyAt(offset: number): ScalarNode {
  return { kind: 'scalar', start: offset, end: offset, text: '', value: null, style: 'plain' };
}

/** What YAML's core schema takes a plain scalar for. Numbers that are not written plainly are left to the YAML parser. */
function meaning(text: string): ScalarNode['value'] {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) {
    if (number.test(text)) return Number(text);
    if (/^[0-9a-fA-Fox.eE+-]+$/.test(text)) throw notSimple;
    return text;
  }
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    default:
      return text;
  }
}
