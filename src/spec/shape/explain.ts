import { InternalError } from '../../diagnostic/diagnostic.ts';
import { didYouMean, nearest } from '../../diagnostic/nearest.ts';
import type { PlacedProblem } from '../problem.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';
import type { JsonSchema, JsonType } from './json-schema.ts';
import { notCovered } from './not-covered.ts';

export type Definitions = Readonly<Record<string, JsonSchema>>;

/**
 * Says in a person's words what does not fit a schema, and where. It runs only for values that the compiled validator has
 * refused; of alternatives it follows the one that has the value's shape, so nobody reads about the others.
 */
export function explain(node: Node, schema: JsonSchema, definitions: Definitions): readonly PlacedProblem[] {
  return new Explanation(definitions).of(node, schema);
}

class Explanation {
  private readonly definitions: Definitions;

  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  of(node: Node, schema: JsonSchema): readonly PlacedProblem[] {
    const fitting = this.alternatives(schema).filter((candidate) => fitsType(node, candidate));
    if (fitting.length === 0) return [this.wrongType(node, schema)];
    const explained = fitting.map((candidate) => this.within(node, candidate));
    return explained.reduce((best, next) => (next.length < best.length ? next : best));
  }

  /** The schema without references and alternatives: those that a value can fulfil one of. */
  private alternatives(schema: JsonSchema): readonly JsonSchema[] {
    if (schema.$ref !== undefined) return this.alternatives(this.resolve(schema.$ref));
    const several = schema.anyOf ?? schema.allOf;
    return several === undefined ? [schema] : several.flatMap((candidate) => this.alternatives(candidate));
  }

  private resolve(reference: string): JsonSchema {
    const definition = this.definitions[reference.replace('#/definitions/', '')];
    if (definition === undefined) throw new InternalError(`spec/schema.json has no ${reference}`);
    return definition;
  }

  private within(node: Node, schema: JsonSchema): readonly PlacedProblem[] {
    if (node.kind === 'map') return this.map(node, schema);
    if (node.kind === 'list') return node.items.flatMap((item) => this.of(item, schema.items ?? {}));
    if (schema.enum === undefined || schema.enum.some((value) => value === node.value)) return [];
    const values = schema.enum.map(String);
    return [
      {
        code: 'wrong-value',
        message: `${JSON.stringify(node.text)} is none of ${values.join(', ')}`,
        help: didYouMean(node.text, values, `Write one of ${values.join(', ')}.`),
        span: node,
      },
    ];
  }

  private map(node: MapNode, schema: JsonSchema): readonly PlacedProblem[] {
    const missing = (schema.required ?? []).filter(
      (key) => !node.entries.some((entry) => entry.key.text === key),
    );
    const misspelt = new Set<string>();
    const inside = node.entries.flatMap((entry) => this.entry(entry, node, schema, missing, misspelt));
    const absent = missing
      .filter((key) => !misspelt.has(key))
      .map(
        (key): PlacedProblem => ({
          code: 'missing-key',
          message: `the key ${key} is missing here`,
          help: `Add ${key}${this.hint(schema.properties?.[key])}.`,
          span: { start: node.start, end: node.start + 1 },
        }),
      );
    const count = node.entries.length;
    if (
      schema.maxProperties !== undefined &&
      (count > schema.maxProperties || count < (schema.minProperties ?? 0))
    ) {
      const keys = Object.keys(schema.properties ?? {}).join(', ');
      return [
        {
          code: 'wrong-value',
          message: `exactly one of ${keys} must stand here`,
          help: 'Keep one.',
          span: node,
        },
        ...inside,
      ];
    }
    return [...absent, ...inside];
  }

  private entry(
    entry: Entry,
    node: MapNode,
    schema: JsonSchema,
    missing: readonly string[],
    misspelt: Set<string>,
  ): readonly PlacedProblem[] {
    const key = entry.key.text;
    const known =
      schema.properties !== undefined && Object.hasOwn(schema.properties, key)
        ? schema.properties[key]
        : undefined;
    const value = known ?? schema.additionalProperties;
    if (value === undefined) return [];
    if (value !== false) return this.of(entry.value, value);
    const keys = Object.keys(schema.properties ?? {});
    const torn = tornApart(entry, node);
    if (torn !== undefined) return [{ ...torn, span: entry.key }];
    const meant = nearest(key, keys);
    if (meant !== undefined && missing.includes(meant)) misspelt.add(meant);
    return [{ ...unknownKey(key, keys), span: entry.key }];
  }

  private wrongType(node: Node, schema: JsonSchema): PlacedProblem {
    const expected = this.words(schema);
    return {
      code: 'wrong-type',
      message: `expected ${expected}, found ${found(node)}`,
      help: `Write ${expected}${this.hint(schema)}.`,
      span: node.kind === 'scalar' ? node : { start: node.start, end: node.start + 1 },
    };
  }

  private words(schema: JsonSchema): string {
    const words = new Set(this.alternatives(schema).flatMap((candidate) => wordsFor(candidate)));
    if (words.size > 1) words.delete('nothing');
    return [...words].join(' or ');
  }

  private hint(schema: JsonSchema | undefined): string {
    const description = schema?.description;
    return description === undefined ? '' : ` (${description.replace(/[.:]?$/, '')})`;
  }
}

/** `{type: numeric(10,2)}`: between braces the comma ended the value, and what follows looks like a key. */
function tornApart(entry: Entry, map: MapNode): Omit<PlacedProblem, 'span'> | undefined {
  const before = map.entries[map.entries.indexOf(entry) - 1]?.value;
  if (before?.kind !== 'scalar' || before.style !== 'plain' || entry.value.end > entry.value.start)
    return undefined;
  if (!/\([^)]*$/.test(before.text) || !entry.key.text.includes(')')) return undefined;
  const whole = `${before.text},${entry.key.text}`;
  return {
    code: 'yaml-syntax',
    message: `between braces a comma ends a value, so YAML reads ${JSON.stringify(before.text)} and a key ${JSON.stringify(entry.key.text)}`,
    help: `Put quotes around it: "${whole}".`,
  };
}

/** The problem of a key that its mapping does not know. */
export function unknownKey(key: string, keys: readonly string[]): Omit<PlacedProblem, 'span'> {
  if (notCovered.has(key)) {
    return {
      code: 'not-covered',
      message: `${key} is not covered by the spec language yet`,
      help: 'Remove it; until it is covered it has to be kept outside of this tool.',
    };
  }
  return {
    code: 'unknown-key',
    message: `${JSON.stringify(key)} is no key that can stand here`,
    help: didYouMean(key, keys, keys.length === 0 ? 'Remove it.' : `Possible keys: ${keys.join(', ')}.`),
  };
}

function wordsFor(schema: JsonSchema): readonly string[] {
  if (schema.enum !== undefined) return [`one of ${schema.enum.join(', ')}`];
  const types = typesOf(schema);
  if (types.includes('string')) return types.includes('null') ? ['text', 'null'] : ['text'];
  return types.map((type) => typeWords[type]);
}

const typeWords = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
  object: 'a mapping (key: value)',
  array: 'a list',
} as const satisfies Record<JsonType, string>;

function typesOf(schema: JsonSchema): readonly JsonType[] {
  if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (schema.enum === undefined) return [];
  return [...new Set(schema.enum.map((value) => (typeof value === 'string' ? 'string' : 'integer')))];
}

function fitsType(node: Node, schema: JsonSchema): boolean {
  const types = typesOf(schema);
  if (types.length === 0) return true;
  if (node.kind === 'map') return types.includes('object');
  if (node.kind === 'list') return types.includes('array');
  if (node.value === null) return types.includes('null');
  if (typeof node.value !== 'number') return types.includes(typeof node.value as JsonType);
  return types.includes('number') || (types.includes('integer') && Number.isInteger(node.value));
}

function found(node: Node): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return node.text === '' ? 'nothing' : node.text;
  if (typeof node.value !== 'string') return `the ${typeof node.value} ${node.text}`;
  return `the text ${JSON.stringify(node.text.length > 40 ? `${node.text.slice(0, 40)}…` : node.text)}`;
}
