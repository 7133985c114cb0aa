/**
 * What an expression is worth, as far as this program can tell without a server. Times are microseconds since 1970, spans
 * microseconds. A `literal` is a string constant that takes the type of what it meets. An `error` is what makes the server fail.
 */
export type Datum =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'error' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'time'; readonly value: number }
  | { readonly kind: 'span'; readonly value: number }
  /** A position in an enum's order. */
  | { readonly kind: 'label'; readonly value: string; readonly labels: readonly string[] }
  | { readonly kind: 'array'; readonly items: readonly Datum[] }
  | { readonly kind: 'range'; readonly range: Range }
  /** Known only by its text: equal texts are equal values, different ones are taken for different. */
  | { readonly kind: 'opaque'; readonly type: string; readonly value: string };

export type Range = {
  readonly empty: boolean;
  readonly lower: number;
  readonly upper: number;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
};

export const unknown: Datum = { kind: 'unknown' };
export const error: Datum = { kind: 'error' };
export const nothing: Datum = { kind: 'null' };

export function truth(value: boolean | undefined): Datum {
  return value === undefined ? unknown : { kind: 'boolean', value };
}

export function number(value: number): Datum {
  return Number.isNaN(value) ? unknown : { kind: 'number', value };
}

export function text(value: string): Datum {
  return { kind: 'text', value };
}

/** Equal for equal values, as a unique index sees them; undefined where that is not known. */
export function keyOf(datum: Datum): string | undefined {
  switch (datum.kind) {
    case 'unknown':
    case 'error':
      return undefined;
    case 'null':
      return 'null';
    case 'literal':
      return JSON.stringify(['text', datum.value]);
    case 'label':
      return JSON.stringify(['label', datum.value]);
    case 'array': {
      const items = datum.items.map(keyOf);
      return items.includes(undefined) ? undefined : JSON.stringify(items);
    }
    case 'range':
      return JSON.stringify(datum.range.empty ? 'empty' : Object.values(datum.range).map(String));
    default:
      return JSON.stringify([datum.kind, String(datum.value)]);
  }
}
