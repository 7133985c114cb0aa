import type { Code } from '../../diagnostic/codes.ts';
import type { Grammar } from '../../grammar/grammar.ts';
import type { Parsed, SqlProblem } from '../../grammar/parsed.ts';
import { noMentions, type Sql } from '../../model/sql.ts';
import { nameProblem, splitName } from '../names.ts';
import type { PlacedProblem, Problem } from '../problem.ts';
import type { Span } from '../text.ts';
import { get, type MapNode, type Node, type ScalarNode } from '../yaml/node.ts';
import { spanInScalar } from '../yaml/scalar-offset.ts';

/** `schema` is absent where the text names none. */
export type Mentioned = { readonly schema?: string; readonly name: string };

const nothing: Sql = { text: '', key: '', mentions: noMentions };

/**
 * Reads the values of one object whose shape is known to be right: names, text, SQL. Collects problems and goes on with a
 * stand-in, so that everything that is wrong with an object comes out at once.
 */
export class Reader {
  readonly grammar: Grammar;
  readonly problems: PlacedProblem[] = [];
  private readonly text: string;

  /** @param text what the nodes' offsets count in */
  constructor(grammar: Grammar, text: string) {
    this.grammar = grammar;
    this.text = text;
  }

  report(code: Code, message: string, help: string, span: Span): void {
    this.problems.push({ code, message, help, span });
  }

  /** The value of what the grammar read, or undefined with the problem reported at its place inside the scalar. */
  parsed<T>(node: ScalarNode, result: Parsed<T>): T | undefined {
    if (result.ok) return result.value;
    this.inside(node, result.problem);
    return undefined;
  }

  /** A problem at an offset inside the text of a scalar. */
  inside(node: ScalarNode, { offset, ...problem }: SqlProblem): void {
    const length = /^[\w$]+|./su.exec(node.text.slice(offset))?.[0].length ?? 1;
    this.problems.push({ ...problem, span: spanInScalar(this.text, node, offset, length) });
  }

  /** A name that is never split. */
  name(node: Node): string {
    const { text } = scalar(node);
    this.checkName(text, node);
    return text;
  }

  /** A name that may name a schema. */
  qualifiedName(node: Node): Mentioned {
    return this.qualified(scalar(node).text, node);
  }

  qualified(text: string, span: Span): Mentioned {
    const parts = splitName(text);
    for (const part of parts) this.checkName(part, span);
    if (parts.length > 2) {
      const help = 'Write `name` or `schema.name`; a part with a dot in it needs double quotes of its own.';
      this.report('name-malformed', `${JSON.stringify(text)} has ${parts.length} parts`, help, span);
    }
    const [first, second] = parts;
    return second === undefined ? { name: first ?? '' } : { schema: first ?? '', name: second };
  }

  checkName(name: string, span: Span): void {
    const problem: Problem | undefined = nameProblem(name);
    if (problem !== undefined) this.problems.push({ ...problem, span });
  }

  /** A name, or a list of names. */
  names(node: Node | undefined): readonly string[] {
    if (node === undefined) return [];
    return node.kind === 'list' ? node.items.map((item) => this.name(item)) : [this.name(node)];
  }

  expression(node: Node): Sql {
    return this.parsed(scalar(node), this.grammar.expression(scalar(node).text)) ?? nothing;
  }

  optionalExpression(node: Node | undefined): Sql | undefined {
    return node && this.expression(node);
  }

  /** A default, which may be written as YAML's null. */
  default(node: Node | undefined): Sql | undefined {
    if (node === undefined) return undefined;
    const { text } = scalar(node);
    if (text === '' && scalar(node).value === null) {
      this.report(
        'wrong-type',
        'expected SQL, found nothing',
        'Write an expression, or remove the key.',
        node,
      );
      return undefined;
    }
    return text === '~' ? undefined : this.expression(node);
  }
}

/** The shape of the document says that this is a scalar. */
export function scalar(node: Node): ScalarNode {
  return node as ScalarNode;
}

/** `NULL` and nothing else. */
export function isNullText(sql: Sql): boolean {
  return /^null$/i.test(sql.text);
}

export function text(node: Node | undefined): string | undefined {
  return node && scalar(node).text;
}

export function flag(node: Node | undefined): boolean {
  return node !== undefined && scalar(node).value === true;
}

/** `{ comment }` where the mapping has one, to be spread into an object. */
export function commented(map: MapNode): { comment?: string } {
  const comment = text(get(map, 'comment'));
  return comment === undefined || comment === '' ? {} : { comment };
}

/** `{ [key]: value }` without the key where there is no value, to be spread into an object. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}

/** The entries of a section that may be empty. */
export function entriesOf(node: Node | undefined): MapNode['entries'] {
  return node?.kind === 'map' ? node.entries : [];
}

export const emptyMap: MapNode = { kind: 'map', start: 0, end: 0, entries: [] };

/** The mapping, or an empty one where a short form stands. */
export function asMap(node: Node): MapNode {
  return node.kind === 'map' ? node : emptyMap;
}

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
