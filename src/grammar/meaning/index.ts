import type { Node } from 'libpg-query';
import type { Sql } from '../../model/sql.ts';
import { type Parsed, refused } from '../parsed.ts';
import { type Parser, TooDeep } from '../parser.ts';
import { meaningOf } from './meaning.ts';
import type { ExpressionPlace, Place } from './place.ts';
import { readableText } from './readable/readable.ts';
import { sqlTree } from './sql-tree.ts';

/** What SQL means and how it is written, by where it stands. */
export type Meanings = {
  /**
   * Equal for what a person wrote and for what PostgreSQL prints of it, however often it is executed and printed again, as far as
   * that can be told without a server; never equal for SQL that means something else.
   */
  meaning(sql: Sql, place: Place): string;
  /** The same SQL as a person would write it; the text itself where nothing better is known to mean the same. */
  readable(sql: Sql, place: Place): string;
};

/** One text stands in many places of a schema; trees take much more memory than texts. */
const mostTrees = 1000;

export function meaningsOf(parser: Parser): Meanings {
  const trees = new Map<string, Parsed<Node>>();
  const treeOf = (kind: Place['kind'], text: string) => {
    const name = `${kind} ${text}`;
    const known = trees.get(name);
    if (known !== undefined) return known;
    const tree = sqlTree(parser, kind, text);
    if (trees.size === mostTrees) trees.clear();
    trees.set(name, tree);
    return tree;
  };
  const meaning = memoised((sql, place) => {
    const tree = shallowly(() => treeOf(place.kind, sql.text));
    const key = tree.ok ? overflowing(() => meaningOf(tree.value, place)) : undefined;
    // What nests too deeply for this is compared as it is written.
    return key ?? JSON.stringify([sql.key, sql.mentions.columns]);
  });
  // Candidates for a text that is read once are not worth keeping.
  const attempt = (text: string, place: Place) => {
    const tree = shallowly(() => sqlTree(parser, place.kind, text));
    return tree.ok ? overflowing(() => meaningOf(tree.value, place)) : undefined;
  };
  return {
    meaning,
    readable: memoised((sql, place) =>
      readableText(parser, sql.text, place, meaning(sql, place), (text) => attempt(text, place)),
    ),
  };
}

/**
 * Expressions of many tables are alike: what one means depends on nothing but the types around it. All else depends on its place,
 * which is a value of one comparison: what is kept for it goes with it.
 */
function memoised(compute: (sql: Sql, place: Place) => string): (sql: Sql, place: Place) => string {
  const expressions = new Map<string, string>();
  const places = new WeakMap<Place, Map<string, string>>();
  return (sql, place) => {
    const isExpression = place.kind === 'expression';
    const texts = isExpression ? expressions : (places.get(place) ?? new Map<string, string>());
    if (!isExpression) places.set(place, texts);
    const name = isExpression ? surroundings(sql, place) : sql.text;
    const known = texts.get(name);
    if (known !== undefined) return known;
    const now = compute(sql, place);
    texts.set(name, now);
    return now;
  };
}

/** The text with every type that its meaning can depend on. */
function surroundings({ text, mentions }: Sql, { column, assignedTo }: ExpressionPlace): string {
  return JSON.stringify([text, assignedTo, mentions.columns.map((name) => [name, column(name)])]);
}

function shallowly<T>(parse: () => Parsed<T>): Parsed<T> {
  return overflowing(parse) ?? refused('sql-too-deep', 'too deep', 'Divide it.', 0);
}

/** Undefined where SQL nests too deeply. */
function overflowing<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof TooDeep || error instanceof RangeError) return undefined;
    throw error;
  }
}
