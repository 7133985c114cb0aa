import { castsForStorage } from './catalog/types.ts';
import { intervalWithField } from './literal/interval.ts';
import { normalized, withoutZeros } from './literal.ts';
import { type Form, isUnknown, labelled, type Term, typed } from './term.ts';
import { elementOf, isArray, isUserType, relabelled, simpleType, type Type } from './type.ts';

/** A constant of a type by its text; null is NULL. */
export function constant(type: string, text: string | null): Term {
  if (text === null) return typed(['null', relabelled(type)], simpleType(type));
  const elements = isArray(type) ? elementsOf(type, text) : undefined;
  if (elements !== undefined) return array(type, elements);
  const value = normalized(type, text);
  return { form: ['constant', relabelled(type), value], type: simpleType(type), constant: value };
}

/** An array that is written out. */
export function array(type: string, elements: readonly Term[]): Term {
  return {
    form: ['array', relabelled(type), ...elements.map(({ form }) => form)],
    type: simpleType(type),
    elements,
  };
}

/** The elements of an array's text where nothing in it is quoted or nested, so that it is the array that ARRAY[…] makes. */
function elementsOf(type: string, text: string): readonly Term[] | undefined {
  const element = elementOf(type) ?? '';
  if (text === '{}') return [];
  if (!/^\{[^{}"\\,\s]+(,[^{}"\\,\s]+)*\}$/.test(text)) return undefined;
  const words = text.slice(1, -1).split(',');
  return words.some((word) => word.toLowerCase() === 'null')
    ? undefined
    : words.map((word) => constant(element, word));
}

/**
 * The term as a value of the type: by a cast that was written or one that the server adds. coerce_type() of parse_coerce.c, then
 * coerce_type_typmod(), which turns to the length or precision.
 */
export function convert(term: Term, to: Type): Term {
  const { id, modifiers } = to;
  if (modifiers.length === 0) return convertBase(term, id);
  // interval '1' day is read with its fields.
  if (id === 'interval' && isUnknown(term)) return intervalConstant(term, to);
  const base = convertBase(term, id);
  const same = term.type?.id === id && String(term.type.modifiers) === String(modifiers);
  return same ? base : typed(['length', id, [...modifiers], base.form], to);
}

function intervalConstant(term: Term, to: Type): Term {
  const { unknown: text } = term;
  const whole = typeof text === 'string' ? intervalWithField(text, to.modifiers) : undefined;
  return whole === undefined
    ? typed(['interval', [...to.modifiers], term.form], to)
    : constant('interval', whole);
}

function convertBase(term: Term, id: string): Term {
  if (id === 'any') return term;
  if (term.unknown !== undefined) return constant(id, term.unknown);
  const { type } = term;
  if (type === undefined) return typed(['cast', relabelled(id), labelled(term)], simpleType(id));
  if (type.id === id) return term;
  if (relabelled(type.id) === relabelled(id)) return { ...term, type: simpleType(id) };
  const folded = fold(term, type.id, id);
  if (folded !== undefined) return folded;
  const element = elementOf(id);
  if (element !== undefined && term.elements !== undefined)
    return array(
      id,
      term.elements.map((item) => convertBase(item, element)),
    );
  return typed(['cast', relabelled(id), term.form], simpleType(id));
}

const widening: Readonly<Record<string, readonly string[]>> = {
  int2: ['int4', 'int8', 'numeric', 'float4', 'float8'],
  int4: ['int2', 'int8', 'numeric', 'float4', 'float8'],
  int8: ['int2', 'int4', 'numeric', 'float4', 'float8'],
  numeric: ['float4', 'float8'],
};

const limits: Readonly<Record<string, number>> = { int2: 2 ** 15, int4: 2 ** 31 };

/** `(0)::numeric` is the constant `'0'::numeric`. */
function fold(term: Term, from: string, to: string): Term | undefined {
  const { constant: text } = term;
  if (text === undefined || widening[from]?.includes(to) !== true) return undefined;
  const limit = limits[to];
  const fits = limit === undefined || (Number(text) < limit && Number(text) >= -limit);
  return fits ? constant(to, text) : undefined;
}

/** The term as what is stored in a column of the type, whose length or precision it gets in any case. */
export function assigned(term: Term, to: Type): Term {
  const { id, modifiers } = to;
  if (isUserType(id) && !isArray(id)) return assignedToUser(term, id);
  if (!isUnknown(term) && (term.type === undefined || !castsForStorage(term.type.id, id))) return term;
  if (id === 'interval' && modifiers.length > 0) return convert(term, to);
  const base = convertBase(term, id);
  return id === 'numeric' ? padded(base, modifiers) : base;
}

/** Only a domain takes constants of another type, by their text. */
function assignedToUser(term: Term, id: string): Term {
  if (term.type === undefined && !isUnknown(term)) return term;
  const text = term.unknown !== undefined ? term.unknown : term.constant;
  if (isNull(term.form)) return constant(id, null);
  return text === undefined ? term : constant(id, text);
}

function isNull(form: Form): boolean {
  return Array.isArray(form) && form[0] === 'null';
}

/** A column of numeric(10, 2) keeps two digits of 0, 0.0 and 0.00. */
function padded(term: Term, [, scale = '0']: readonly string[]): Term {
  if (term.constant === undefined) return term;
  const digits = term.constant.split('.')[1]?.length ?? 0;
  const text = scale !== '0' && digits <= Number(scale) ? withoutZeros(term.constant) : undefined;
  return text === undefined ? term : constant('numeric', text);
}

/**
 * select_common_type() in parse_coerce.c, as for CASE, COALESCE, ARRAY and UNION.
 * @returns undefined where a type is not known or there is none in common
 */
export function commonType(terms: readonly Term[]): string | undefined {
  const types = terms.filter((term) => !isUnknown(term)).map(({ type }) => type?.id);
  if (!types.every((type) => type !== undefined)) return undefined;
  const [first, ...others] = types;
  if (first === undefined) return 'text';
  if (others.every((other) => other === first)) return first;
  if (types.some((type) => isUserType(type) || isArray(type))) return undefined;
  return others.reduce<string | undefined>(
    (chosen, type) => (chosen === undefined ? undefined : wider(chosen, type)),
    first,
  );
}

/** By implicit casts that go only one way. Where each casts to the other, as text and varchar do, the first stays. */
const orders: readonly (readonly string[])[] = [
  ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'],
  ['date', 'timestamp', 'timestamptz'],
];

const strings: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar']);

function wider(a: string, b: string): string | undefined {
  if (a === b || (strings.has(a) && strings.has(b))) return a;
  const order = orders.find((types) => types.includes(a) && types.includes(b));
  if (order === undefined) return undefined;
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** Terms as values of one type, where that is known; with a length or precision if all have the same: exprTypmod() in nodeFuncs.c. */
export function unified(terms: readonly Term[]): {
  readonly terms: readonly Term[];
  readonly type: Type | undefined;
} {
  const id = commonType(terms);
  if (id === undefined) return { terms, type: undefined };
  const type = simpleType(id);
  const converted = terms.map((term) => convert(term, type));
  const [first] = converted;
  const modifiers = first?.type?.modifiers ?? [];
  const same = converted.every((term) => String(term.type?.modifiers) === String(modifiers));
  return { terms: converted, type: same ? { id, modifiers } : type };
}
