/** YAML that is to be written: what it says, and how much freedom the layout has. */
export type Value = Scalar | List | Mapping | Nothing;

/**
 * - `text` is a string, read back to the letter.
 * - `value` may be taken for a number or boolean: it is read by its letters all the same.
 * - `sql` may be so, too, and white space at its end means nothing.
 */
export type Scalar = {
  readonly kind: 'scalar';
  readonly text: string;
  readonly role: 'text' | 'value' | 'sql';
};

/** `rows`: an item a line, even where all would fit on one. */
export type Layout = 'compact' | 'rows';

export type List = { readonly kind: 'list'; readonly items: readonly Value[]; readonly layout: Layout };

export type Entry = { readonly key: string; readonly value: Value };

export type Mapping = {
  readonly kind: 'mapping';
  readonly entries: readonly Entry[];
  readonly layout: Layout;
};

/** A key with nothing behind it. */
export type Nothing = { readonly kind: 'nothing' };

export const nothing: Nothing = { kind: 'nothing' };

export function text(content: string): Scalar {
  return { kind: 'scalar', text: content, role: 'text' };
}

export function value(content: string): Scalar {
  return { kind: 'scalar', text: content, role: 'value' };
}

/** @param expression of which only the text counts */
export function sql(expression: { readonly text: string }): Scalar {
  return { kind: 'scalar', text: expression.text, role: 'sql' };
}

export function flag(is: boolean): Scalar {
  return value(String(is));
}

export function list(items: readonly Value[], layout: Layout = 'compact'): List {
  return { kind: 'list', items, layout };
}

export function mapping(entries: readonly Entry[], layout: Layout = 'compact'): Mapping {
  return { kind: 'mapping', entries, layout };
}

export function entry(key: string, content: Value): Entry {
  return { key, value: content };
}

/** A name alone where there is one, otherwise a list of them. */
export function names(given: readonly string[]): Value {
  const [first, ...others] = given;
  return first !== undefined && others.length === 0 ? text(first) : list(given.map(text));
}
