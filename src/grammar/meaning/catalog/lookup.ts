import type { Candidate } from '../resolve.ts';
import { functions } from './functions.ts';
import { operators } from './operators.ts';

/** The overloads of an operator for as many operands; empty for one that pg_catalog does not have. */
export function operatorCandidates(name: string, operands: number): readonly Candidate[] {
  return (operatorsByName.get(name, operators) ?? [])
    .filter(({ types }) => types.length === operands)
    .map(plain);
}

export function isOperator(name: string): boolean {
  return Object.hasOwn(operators, name);
}

/** The overloads of a function for as many arguments; undefined for a function that is not known. */
export function functionCandidates(name: string, count: number): readonly Candidate[] | undefined {
  return functionsByName.get(name, functions)?.flatMap((overload) => taking(overload, count));
}

type Overload = { readonly types: readonly string[]; readonly result: string };

/** Read when they are asked for: most are never. */
class Overloads {
  readonly #known = new Map<string, readonly Overload[]>();

  get(name: string, source: Readonly<Record<string, string>>): readonly Overload[] | undefined {
    const known = this.#known.get(name);
    if (known !== undefined || !Object.hasOwn(source, name)) return known;
    const overloads = (source[name] ?? '').split(' ').map((text) => {
      const [types = '', result = ''] = text.split('>');
      return { types: types === '' ? [] : types.split(','), result };
    });
    this.#known.set(name, overloads);
    return overloads;
  }
}

const operatorsByName = new Overloads();
const functionsByName = new Overloads();

function plain({ types, result }: Overload): Candidate {
  return { arguments: types, result };
}

function taking({ types, result }: Overload, count: number): readonly Candidate[] {
  const names = types.map((type) => type.replace(/^[?*]/, ''));
  const last = types.at(-1);
  if (last?.startsWith('*')) {
    const from = types.length - 1;
    const type = names[from] ?? '';
    if (count <= from) return [];
    const element = type === 'any' ? 'any' : type.slice(1);
    const rest = Array.from({ length: count - from }, () => element);
    const all = [...names.slice(0, from), ...rest];
    return [{ arguments: all, result, ...(type === 'any' ? {} : { variadic: { from, element } }) }];
  }
  const required = types.filter((type) => !type.startsWith('?')).length;
  return count >= required && count <= types.length ? [{ arguments: names.slice(0, count), result }] : [];
}
