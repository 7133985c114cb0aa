import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLParseError,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import type { PlacedProblem, Problem } from '../problem.ts';
import type { Span } from '../text.ts';
import { withTail } from './block-tail.ts';
import { tooDeepAt } from './depth.ts';
import type { Entry, ListNode, MapNode, Node, ScalarNode, ScalarStyle } from './node.ts';
import { punctuation } from './tokens.ts';

export type ParsedYaml = {
  /** Absent for an empty text and where the text is no YAML at all. */
  readonly node?: Node;
  readonly problems: readonly PlacedProblem[];
  /** Whether any alias was expanded: then a part of the text does not mean the same without the rest. */
  readonly hasAliases: boolean;
};

/** Parses one YAML document. YAML is data here: no tags, no directives, no merge keys, a bounded number of aliases. */
export function parseYaml(text: string): ParsedYaml {
  const refused = refusedBefore(text);
  if (refused !== undefined) return { problems: [refused], hasAliases: false };
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    strict: true,
    merge: false,
    schema: 'core',
    logLevel: 'error',
  });
  return convert(document, text);
}

/** What must not even be given to the YAML parser. */
function refusedBefore(text: string): PlacedProblem | undefined {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const span = { start: deep, end: deep + 1 };
    return {
      code: 'yaml-syntax',
      message: 'this YAML is nested too deeply',
      help: 'Nest less deeply.',
      span,
    };
  }
  const key = explicitKeyAt(text);
  if (key === undefined) return undefined;
  return {
    code: 'yaml-syntax',
    message: 'keys that begin with a question mark are not part of the spec language',
    help: 'Write `key: value`, with quotes around the key where it has special characters.',
    span: { start: key, end: key + 1 },
  };
}

/** An explicit key. Under some of them the YAML parser loses what follows, and says nothing. */
function explicitKeyAt(text: string): number | undefined {
  if (!/^[ -]*\?(?:\s|$)/m.test(text)) return undefined;
  for (const { token, at } of punctuation(text)) if (token === '?') return at;
  return undefined;
}

function convert(document: Document.Parsed, text: string): ParsedYaml {
  const problems: PlacedProblem[] = [...syntaxProblems(document, text), ...directiveProblems(document, text)];
  const conversion = new Conversion(text, problems);
  const contents = document.contents as YamlNode | null;
  if (contents === null || problems.length > 0) return { problems, hasAliases: false };
  const node = conversion.node(contents);
  return { ...(conversion.broken ? {} : { node }), problems, hasAliases: conversion.hasAliases };
}

/** How many values aliases may add to a file. */
const maxAliased = 100_000;

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

class Conversion {
  hasAliases = false;
  /** A part of the file is not there: to go on would only report what follows from that. */
  broken = false;
  private readonly text: string;
  private readonly problems: PlacedProblem[];
  private readonly anchors = new Map<string, Node>();
  private readonly sizes = new Map<Node, number>();
  private aliased = 0;

  constructor(text: string, problems: PlacedProblem[]) {
    this.text = text;
    this.problems = problems;
  }

  node(node: YamlNode): Node {
    if (isAlias(node)) return this.alias(node);
    const explicitTag = (node as Scalar | YAMLMap | YAMLSeq).tag;
    if (explicitTag !== undefined) this.refuseTag(spanOf(node));
    const result = isMap(node) ? this.map(node) : isSeq(node) ? this.list(node) : this.scalar(node as Scalar);
    const anchor = (node as Scalar | YAMLMap | YAMLSeq).anchor;
    if (anchor !== undefined) this.anchors.set(anchor, result);
    return result;
  }

  private scalar(node: Scalar): ScalarNode {
    const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
    const value = node.value as ScalarNode['value'];
    const text = typeof value === 'string' ? value : (node.source ?? '');
    const span = spanOf(node);
    if (text.includes('\0')) this.refuseNul(span);
    const scalar = { kind: 'scalar', start: span.start, end: span.end, text, value, style } as const;
    return style === 'literal' ? withTail(scalar, this.text) : scalar;
  }

  private list(node: YAMLSeq): ListNode {
    const { start, end } = spanOf(node);
    return { kind: 'list', start, end, items: node.items.map((item) => this.node(item as YamlNode)) };
  }

  private map(node: YAMLMap): MapNode {
    const { start, end } = spanOf(node);
    const entries: Entry[] = [];
    for (const pair of node.items) {
      const key = this.key(pair.key as YamlNode | null, start);
      const value = pair.value as YamlNode | null;
      entries.push({ key, value: value === null || isEmpty(value) ? emptyAt(key.end) : this.node(value) });
    }
    this.refuseDuplicates(entries);
    return { kind: 'map', start, end, entries };
  }

  private key(node: YamlNode | null, start: number): ScalarNode {
    if (node === null) return emptyAt(start);
    if (!isScalar(node)) {
      const span = spanOf(node);
      this.broken = true;
      this.problems.push({
        code: 'wrong-type',
        message: 'a key must be a name',
        help: 'Write a plain or quoted name before the colon.',
        span,
      });
      return emptyAt(span.start);
    }
    const key = this.node(node) as ScalarNode;
    if (key.text === '<<' && key.style === 'plain') {
      this.broken = true;
      this.problems.push({
        code: 'yaml-merge-key',
        message: 'merge keys (<<) are not part of the spec language',
        help: 'Write the keys out, so that the object says everything by itself.',
        span: key,
      });
    }
    return key;
  }

  private refuseDuplicates(entries: readonly Entry[]): void {
    if (entries.length < 2) return;
    const seen = new Map<string, ScalarNode>();
    for (const { key } of entries) {
      const first = seen.get(key.text);
      if (first === undefined) seen.set(key.text, key);
      else this.refuseDuplicate(key);
    }
  }

  private refuseDuplicate(key: ScalarNode): void {
    this.problems.push({ ...duplicateKey(key.text), span: key });
  }

  private alias(node: Alias): Node {
    this.hasAliases = true;
    const span = spanOf(node);
    const target = this.anchors.get(node.source);
    if (target === undefined) {
      this.broken = true;
      this.problems.push({
        code: 'yaml-alias',
        message: `the alias *${node.source} stands for nothing: no value before it has the anchor &${node.source}`,
        help: `Put &${node.source} before the value that it stands for, or quote the text if it is no alias.`,
        span,
      });
      return emptyAt(span.start);
    }
    this.aliased += this.sizeOf(target);
    if (this.aliased <= maxAliased) return target;
    if (this.broken) return emptyAt(span.start);
    this.broken = true;
    this.problems.push({
      code: 'yaml-alias',
      message: `aliases expand to more than ${maxAliased} values in this file`,
      help: 'Write the values out; a spec needs no aliases of aliases.',
      span,
    });
    return emptyAt(span.start);
  }

  /** The number of values in a node, those behind aliases counted every time. */
  private sizeOf(node: Node): number {
    const known = this.sizes.get(node);
    if (known !== undefined) return known;
    const children =
      node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.kind === 'list' ? node.items : [];
    const size = children.reduce((sum, child) => sum + this.sizeOf(child), 1);
    this.sizes.set(node, size);
    return size;
  }

  private refuseTag(span: Span): void {
    const end = Math.max(span.start, 1);
    const start = Math.max(0, /!\S*\s*$/.exec(this.text.slice(0, end))?.index ?? span.start);
    const written = this.text.slice(start, end).trim();
    this.problems.push({
      code: 'yaml-tag',
      message: `the YAML tag ${written} is not part of the spec language`,
      help: 'Remove the tag; quote the value if it is text.',
      span: { start, end: start + Math.max(written.length, 1) },
    });
  }

  private refuseNul(span: Span): void {
    this.problems.push({
      code: 'text-nul',
      message: 'this text holds a NUL character, which PostgreSQL cannot store',
      help: 'Remove the escape that makes it.',
      span,
    });
  }
}

export function duplicateKey(key: string): Problem {
  return {
    code: 'duplicate-key',
    message: `the key ${JSON.stringify(key)} stands here twice`,
    help: 'Keep one of the two.',
  };
}

function emptyAt(offset: number): ScalarNode {
  return { kind: 'scalar', start: offset, end: offset, text: '', value: null, style: 'plain' };
}

/** `key:` with nothing behind it: what YAML has there stands at no place of its own. */
function isEmpty(node: YamlNode): boolean {
  return (
    isScalar(node) &&
    node.value === null &&
    node.source === '' &&
    node.tag === undefined &&
    node.anchor === undefined
  );
}

function spanOf(node: YamlNode): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

function directiveProblems(document: Document.Parsed, text: string): readonly PlacedProblem[] {
  const directives = document.directives;
  if (directives.yaml.explicit !== true && Object.keys(directives.tags).length <= 1) return [];
  const start = Math.max(0, text.search(/^%/m));
  const problem = {
    code: 'yaml-tag',
    message: 'YAML directives are not part of the spec language',
    help: 'Remove the line.',
  } as const;
  return [{ ...problem, span: { start, end: start + 1 } }];
}

/**
 * YAML has 1,024 characters at most for a key, so that its parsers need not look far ahead. The signature of a routine can be
 * longer, and this parser has the whole text anyway.
 */
const longestKey = 65_536;

function isAllowed({ code, pos }: YAMLParseError): boolean {
  return code === 'KEY_OVER_1024_CHARS' && pos[1] - pos[0] <= longestKey;
}

/** The first error of every line: the others follow from it. */
function syntaxProblems(document: Document.Parsed, text: string): readonly PlacedProblem[] {
  const lines = new Set<number>();
  return document.errors.flatMap((error): PlacedProblem[] => {
    if (isAllowed(error)) return [];
    const line = text.lastIndexOf('\n', error.pos[0] - 1);
    if (lines.has(line)) return [];
    lines.add(line);
    // An error of indentation stands at the beginning of the line.
    const indent = /^ *(?=\S)/.exec(text.slice(error.pos[0], error.pos[0] + 1000))?.[0].length ?? 0;
    const span = { start: error.pos[0] + indent, end: Math.max(error.pos[1], error.pos[0] + indent + 1) };
    return [{ ...syntaxProblem(error, text), span }];
  });
}

function syntaxProblem(error: YAMLParseError, text: string): Problem {
  if (error.code === 'MULTIPLE_DOCS') {
    const message = 'a file of the spec is one YAML document, and here a second one begins';
    return {
      code: 'yaml-several-documents',
      message,
      help: 'Move it to a file of its own, or remove the --- line.',
    };
  }
  if (error.code === 'KEY_OVER_1024_CHARS') {
    const message = `this key has more than ${longestKey} characters`;
    return { code: 'yaml-syntax', message, help: 'Shorten it.' };
  }
  const message = `this is not YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
  const help =
    text[error.pos[0]] === '['
      ? 'Between braces, text with brackets needs quotes, such as "text[]".'
      : helps[error.code];
  return { code: 'yaml-syntax', message, help: help ?? 'Correct the YAML at this place.' };
}

const helps: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Indent the keys of one mapping alike, deeper than the key above them.',
  TAB_AS_INDENT: 'Indent with spaces; YAML allows no tabs there.',
  MISSING_CHAR: 'Add the character that is missing; text with special characters needs quotes.',
  UNEXPECTED_TOKEN:
    'Put quotes around text that begins with a special character or holds ": ", " #" or, between braces, a comma.',
  MULTILINE_IMPLICIT_KEY: 'A key stands on one line and ends with a colon.',
  BLOCK_AS_IMPLICIT_KEY: 'Put quotes around text that holds ": ".',
  BAD_SCALAR_START: 'Put quotes around text that begins with this character.',
  BAD_DQ_ESCAPE: 'Double the backslash, or use single quotes.',
};
