import { statementsOf } from './statements.ts';
import { nesting, type Token, textOf } from './tokens.ts';

/** A dump as what it says, in no order. */
export type Facts = {
  /** Statements, with that of a table in pieces: one for the table, and one for each of its columns and checks. Sorted. */
  readonly said: readonly string[];
  /** The columns of each table in their order, by its name. */
  readonly columnsOf: ReadonlyMap<string, readonly string[]>;
};

export function factsOf(dump: string): Facts {
  const said: string[] = [];
  const columnsOf = new Map<string, readonly string[]>();
  for (const statement of statementsOf(dump)) {
    const table = tableOf(statement);
    if (table === undefined) {
      said.push(textOf(isDomain(statement) ? withoutNotNullName(statement) : statement));
      continue;
    }
    said.push(`${table.head} (…)${table.tail}`, ...table.items.map((item) => `${table.head}: ${item}`));
    columnsOf.set(table.name, table.items);
  }
  return { said: said.sort(), columnsOf };
}

function isDomain(statement: readonly Token[]): boolean {
  return textOf(statement.slice(0, 3)) === 'CREATE DOMAIN';
}

type TableParts = {
  readonly name: string;
  readonly head: string;
  readonly items: readonly string[];
  readonly tail: string;
};

/** Undefined for other statements, and for CREATE TABLE without a list of columns. */
function tableOf(statement: readonly Token[]): TableParts | undefined {
  const open = statement.findIndex(({ text }) => text === '(');
  if (open === -1) return undefined;
  const head = textOf(statement.slice(0, open));
  const name = /^CREATE (?:UNLOGGED )?TABLE (?<name>.*)$/s.exec(head)?.groups?.['name'];
  if (name === undefined) return undefined;
  const close = closing(statement, open);
  return {
    name,
    head,
    items: itemsOf(statement.slice(open + 1, close)),
    tail: textOf(statement.slice(close + 1)).replace(/^(?=.)/s, ' '),
  };
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  return tokens.findIndex((token, position) => {
    if (position >= open) depth += nesting(token);
    return position > open && depth === 0;
  });
}

function itemsOf(tokens: readonly Token[]): readonly string[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += nesting(token);
    if (depth === 0 && token.text === ',') items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.map((item) => textOf(withoutNotNullName(item))).filter((item) => item !== '');
}

/**
 * pg_dump 18 prints the name of a NOT NULL constraint, of a column or a domain, where it is not the one that PostgreSQL would make up now.
 * Names of those are not compared.
 */
function withoutNotNullName(item: readonly Token[]): readonly Token[] {
  const words = item.flatMap((token, position) => (token.kind === 'space' ? [] : [{ token, position }]));
  const found = words.findIndex(
    ({ token }, at) =>
      token.text === 'CONSTRAINT' &&
      words[at + 2]?.token.text === 'NOT' &&
      words[at + 3]?.token.text === 'NULL',
  );
  const [from, to] = [words[found], words[found + 2]];
  return found < 1 || from === undefined || to === undefined
    ? item
    : [...item.slice(0, from.position), ...item.slice(to.position)];
}
