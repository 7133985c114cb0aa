import { castsImplicitly, categoryOf, isPreferred } from './catalog/types.ts';
import { arrayOf, elementOf, isArray, isUserType, relabelled } from './type.ts';

/** The type of an argument; `unknown` for a constant that has none yet. */
type ArgumentType = string;
export const unknownType = 'unknown';

/** An overload as it takes a call with a certain number of arguments. */
export type Candidate = {
  readonly arguments: readonly string[];
  readonly result: string;
  /** From this argument on, all go into one array of this type of element. */
  readonly variadic?: { readonly from: number; readonly element: string };
};

/** What a call means: the types that its arguments are converted to, without polymorphic ones but for `any`. */
export type Resolved = {
  readonly arguments: readonly string[];
  /** Undefined where it is not known. */
  readonly result: string | undefined;
  readonly variadic?: Candidate['variadic'];
};

/**
 * The overload that PostgreSQL takes: func_get_detail(), oper() and func_select_candidate() in parse_func.c and parse_oper.c.
 * @returns undefined where that cannot be told
 */
export function resolve(
  candidates: readonly Candidate[],
  types: readonly ArgumentType[],
  kind: 'function' | 'operator',
): Resolved | undefined {
  // A type of somebody's own may have implicit casts of its own.
  if (types.some(isUserType)) return resolveUser(candidates, types);
  const exact = exactMatch(candidates, types, kind);
  if (exact !== undefined) return concrete(exact, types);
  const possible = candidates.filter((candidate) =>
    candidate.arguments.every((to, i) => isCoercible(types[i] ?? unknownType, to)),
  );
  const chosen = possible.length > 1 ? select(possible, types) : possible[0];
  return chosen === undefined ? undefined : concrete(chosen, types);
}

/** Where every overload takes anything there, or the very type. */
function resolveUser(candidates: readonly Candidate[], types: readonly ArgumentType[]): Resolved | undefined {
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) return undefined;
  const taken = types.every(
    (type, i) =>
      !isUserType(type) ||
      (categoryOf(only.arguments[i] ?? '') === 'P' && isCoercible(type, only.arguments[i] ?? '')),
  );
  const rest = types.every((type, i) => isCoercible(type, only.arguments[i] ?? ''));
  return taken && rest ? concrete(only, types) : undefined;
}

function exactMatch(
  candidates: readonly Candidate[],
  types: readonly ArgumentType[],
  kind: 'function' | 'operator',
): Candidate | undefined {
  // binary_oper_exact(): an unknown operand is taken to be of the other one's type.
  const assumed =
    kind === 'operator' && types.length === 2
      ? types.map((type, i) => (type === unknownType ? types[1 - i] : type))
      : types;
  return candidates.find((candidate) => candidate.arguments.every((type, i) => type === assumed[i]));
}

function isCoercible(from: ArgumentType, to: string): boolean {
  if (from === unknownType || from === to) return true;
  switch (to) {
    case 'any':
    case 'anyelement':
    case 'anycompatible':
      return true;
    case 'anyarray':
    case 'anycompatiblearray':
      return isArray(from);
    case 'anynonarray':
    case 'anycompatiblenonarray':
      return !isArray(from);
    case 'anyenum':
      return isUserType(from) && !isArray(from);
    case 'anyrange':
    case 'anycompatiblerange':
      return categoryOf(from) === 'R';
    case 'anymultirange':
    case 'anycompatiblemultirange':
      return false;
    default:
      return castsImplicitly(from, to);
  }
}

/** func_select_candidate(): of overloads that are all possible, step by step those that fit best. */
function select(possible: readonly Candidate[], types: readonly ArgumentType[]): Candidate | undefined {
  let best = mostMatches(possible, types, (to, from) => to === from);
  if (best.length === 1) return best[0];
  best = mostMatches(
    best,
    types,
    (to, from) => to === from || (isPreferred(to) && categoryOf(to) === categoryOf(from)),
  );
  if (best.length === 1) return best[0];
  if (!types.includes(unknownType)) return undefined;
  best = byCategory(best, types);
  if (best.length === 1) return best[0];
  const known = new Set(types.filter((type) => type !== unknownType));
  const [only] = known;
  if (only === undefined || known.size > 1) return undefined;
  best = best.filter((candidate) =>
    candidate.arguments.every((to, i) => types[i] !== unknownType || isCoercible(only, to)),
  );
  return best.length === 1 ? best[0] : undefined;
}

function mostMatches(
  candidates: readonly Candidate[],
  types: readonly ArgumentType[],
  matches: (to: string, from: string) => boolean,
): readonly Candidate[] {
  const counts = candidates.map(
    (candidate) =>
      candidate.arguments.filter((to, i) => types[i] !== unknownType && matches(to, types[i] ?? '')).length,
  );
  const most = Math.max(...counts);
  return candidates.filter((_, i) => counts[i] === most);
}

/** Unknown arguments are strings where a string is possible, otherwise of the category that all overloads want there. */
function byCategory(candidates: readonly Candidate[], types: readonly ArgumentType[]): readonly Candidate[] {
  let left = candidates;
  for (const [i, type] of types.entries()) {
    if (type !== unknownType) continue;
    const wanted = candidates.map((candidate) => candidate.arguments[i] ?? '');
    const categories = new Set(wanted.map(categoryOf));
    const category = categories.has('S') ? 'S' : categories.size === 1 ? [...categories][0] : undefined;
    if (category === undefined) return candidates;
    const preferred = wanted.some((to) => categoryOf(to) === category && isPreferred(to));
    left = left.filter((candidate) => {
      const to = candidate.arguments[i] ?? '';
      return categoryOf(to) === category && (!preferred || isPreferred(to));
    });
  }
  return left.length === 0 ? candidates : left;
}

/** enforce_generic_type_consistency() in parse_coerce.c, for polymorphic arguments that have one type between them. */
function concrete(candidate: Candidate, types: readonly ArgumentType[]): Resolved | undefined {
  const polymorphic = candidate.arguments.some((type) => categoryOf(type) === 'P' && type !== 'any');
  if (!polymorphic) return { ...candidate, result: candidate.result };
  const elements = new Set<string>();
  for (const [i, to] of candidate.arguments.entries()) {
    const from = types[i] ?? unknownType;
    if (categoryOf(to) !== 'P' || to === 'any' || from === unknownType) continue;
    if (to.endsWith('range')) return rangeOnly(candidate, types);
    elements.add(to.endsWith('array') && !to.endsWith('nonarray') ? (elementOf(from) ?? from) : from);
  }
  const [first, ...others] = elements;
  if (first === undefined || others.some((other) => relabelled(other) !== relabelled(first)))
    return undefined;
  // Only the anycompatible ones take varchar beside text.
  const strict = candidate.arguments.some((type) => /^any(element|array|nonarray|enum)$/.test(type));
  if (strict && others.length > 0) return undefined;
  const element = others.length === 0 ? first : relabelled(first);
  return {
    ...candidate,
    arguments: candidate.arguments.map((to) => instance(to, element) ?? to),
    result: instance(candidate.result, element) ?? candidate.result,
  };
}

/** What the bounds of a range are: pg_range.rngsubtype. */
const subtypes: Readonly<Record<string, string>> = {
  daterange: 'date',
  int4range: 'int4',
  int8range: 'int8',
  numrange: 'numeric',
  tsrange: 'timestamp',
  tstzrange: 'timestamptz',
};

function rangeOnly(candidate: Candidate, types: readonly ArgumentType[]): Resolved | undefined {
  const ranges = new Set(
    candidate.arguments.flatMap((to, i) =>
      to === 'anyrange' && types[i] !== unknownType ? [types[i] ?? ''] : [],
    ),
  );
  const [range] = ranges;
  const subtype = subtypes[range ?? ''];
  if (range === undefined || subtype === undefined || ranges.size > 1) return undefined;
  const instances: Readonly<Record<string, string>> = { anyrange: range, anyelement: subtype };
  const concreteTypes = candidate.arguments.map((to) => instances[to] ?? to);
  const clear = concreteTypes.every(
    (to, i) => categoryOf(to) !== 'P' && isCoercible(types[i] ?? unknownType, to),
  );
  const result = instances[candidate.result] ?? candidate.result;
  if (!clear) return undefined;
  return { ...candidate, arguments: concreteTypes, result: categoryOf(result) === 'P' ? undefined : result };
}

/** The type that a polymorphic one stands for. */
function instance(type: string, element: string): string | undefined {
  switch (type) {
    case 'anyelement':
    case 'anynonarray':
    case 'anyenum':
    case 'anycompatible':
    case 'anycompatiblenonarray':
      return element;
    case 'anyarray':
    case 'anycompatiblearray':
      return arrayOf(element);
    default:
      return undefined;
  }
}
