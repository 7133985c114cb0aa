import { isCatalogFunction } from './catalog/function-names.ts';
import { functionCandidates, isOperator, operatorCandidates } from './catalog/lookup.ts';
import { array, constant, convert } from './convert.ts';
import { type Resolved, resolve, unknownType } from './resolve.ts';
import { type Form, isUnknown, labelled, type Term, typed, untyped } from './term.ts';
import { arrayOf, elementOf, isArray, isUserType, simpleType } from './type.ts';

/** Names without the schema in which they are found without it. */
export function functionName(parts: readonly string[]): Form {
  return unqualified(parts, isCatalogFunction);
}

export function operatorName(parts: readonly string[]): string {
  const name = unqualified(parts, isOperator);
  return typeof name === 'string' ? name : JSON.stringify(name);
}

function unqualified(parts: readonly string[], isCatalogs: (name: string) => boolean): Form {
  const [name = '', schema] = [...parts].reverse();
  if (parts.length === 1 || schema === 'pg_catalog') return name;
  return parts.length === 2 && schema === 'public' && !isCatalogs(name) ? name : [...parts];
}

/** Operators of enums and domains that both take the type itself. */
const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=']);

const arrayOperators: ReadonlySet<string> = new Set(['@>', '<@', '&&']);

/** An operator between its operands, which are converted as the server does. */
export function operator(name: string, operands: readonly Term[]): Term {
  const negative = name === '-' && operands.length === 1 ? negated(operands[0]) : undefined;
  if (negative !== undefined) return negative;
  const resolved = resolveOperator(name, operands);
  if (resolved === undefined) return untyped(['operator', name, ...operands.map(labelled)]);
  const converted = operands.map((operand, i) =>
    convert(operand, simpleType(resolved.arguments[i] ?? 'any')),
  );
  return typed(['operator', name, ...converted.map(formOf)], resultType(resolved.result));
}

function formOf(term: Term): Form {
  // What takes anything is shown the label of a type.
  return isUnknown(term) ? labelled(term) : term.form;
}

function resultType(result: string | undefined): Term['type'] {
  return result === undefined ? undefined : simpleType(result);
}

/** -5 is a constant; the server prints `- 5` for what it made of `-(5)`. */
function negated(term: Term | undefined): Term | undefined {
  const { constant: text, type } = term ?? {};
  if (text === undefined || type === undefined || !/^(int[248]|numeric|float[48])$/.test(type.id))
    return undefined;
  return constant(type.id, text.startsWith('-') ? text.slice(1) : `-${text}`);
}

export function resolveOperator(name: string, operands: readonly Term[]): Resolved | undefined {
  const types = argumentTypes(operands);
  if (types === undefined) return undefined;
  const user = new Set(types.filter(isUserType));
  const [type] = user;
  if (type !== undefined) {
    const known = comparisons.has(name) || (isArray(type) && arrayOperators.has(name));
    const same = known && types.every((other) => other === type || other === unknownType);
    return same ? { arguments: types.map(() => type), result: 'bool' } : undefined;
  }
  return resolve(operatorCandidates(name, operands.length), types, 'operator');
}

/** Undefined where one is not known. */
function argumentTypes(terms: readonly Term[]): readonly string[] | undefined {
  const types = terms.map((term) => (isUnknown(term) ? unknownType : term.type?.id));
  return types.every((type) => type !== undefined) ? types : undefined;
}

/** `left = ANY (right)`, as make_scalar_array_op() in parse_oper.c makes it: by the operator between left and an element. */
export function arrayOperator(name: string, left: Term, right: Term, all: boolean): Term {
  const word = all ? 'all' : 'any';
  const element = elementTerm(right);
  const resolved = element === undefined ? undefined : resolveOperator(name, [left, element]);
  const [leftType, elementType] = resolved?.arguments ?? [];
  if (leftType === undefined || elementType === undefined)
    return untyped([word, name, labelled(left), labelled(right)]);
  const converted = convert(right, simpleType(arrayOf(elementType)));
  const [only, ...others] = converted.elements ?? [];
  if (only !== undefined && others.length === 0) return operator(name, [left, only]);
  return typed([word, name, convert(left, simpleType(leftType)).form, converted.form], simpleType('bool'));
}

function elementTerm(array: Term): Term | undefined {
  if (isUnknown(array)) return array;
  const element = array.type === undefined ? undefined : elementOf(array.type.id);
  return element === undefined ? undefined : { form: null, type: simpleType(element) };
}

/** What a function makes of its arguments: their forms, and its result. */
export type Applied = { readonly arguments: readonly Form[]; readonly type: Term['type'] };

/**
 * The arguments of a function as it gets them.
 * @param name without a schema; undefined for one whose schema matters
 */
export function applied(name: string | undefined, terms: readonly Term[]): Applied {
  const types = argumentTypes(terms);
  const candidates = name === undefined ? undefined : functionCandidates(name, terms.length);
  const resolved =
    types === undefined || candidates === undefined ? undefined : resolve(candidates, types, 'function');
  if (resolved === undefined)
    return { arguments: terms.map(labelled), type: resultType(commonResult(candidates)) };
  const converted = terms.map((term, i) => {
    const type = resolved.arguments[i] ?? 'any';
    return type === 'any' ? labelled(term) : convert(term, simpleType(type)).form;
  });
  return { arguments: packed(converted, terms, resolved), type: resultType(resolved.result) };
}

function commonResult(candidates: ReturnType<typeof functionCandidates>): string | undefined {
  const results = new Set((candidates ?? []).map(({ result }) => result));
  const [only] = results;
  return results.size === 1 && only !== undefined && !only.startsWith('any') && only !== 'record'
    ? only
    : undefined;
}

/** Variadic arguments are printed as the array that they become. */
function packed(forms: readonly Form[], terms: readonly Term[], { variadic }: Resolved): readonly Form[] {
  if (variadic === undefined) return forms;
  const rest = terms.slice(variadic.from).map((term) => convert(term, simpleType(variadic.element)));
  return [...forms.slice(0, variadic.from), ['variadic', array(arrayOf(variadic.element), rest).form]];
}
