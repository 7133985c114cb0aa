import { arrayItems } from '../type/array-text.ts';
import { type Fields, itemsOf, lastName, namesOf, nodeOf, nodesOf } from './tree.ts';

/**
 * What an expression lets one expect of a column's values. Nothing is taken on trust: values made from hints are tried like all
 * others.
 */
export type Hint = {
  readonly column: string;
} /** A list of values that the column can have, each of which should be used. */ & (
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  /** A value beside which something changes. */
  | { readonly kind: 'near'; readonly text: string }
  /** A number of characters or elements beside which something changes. */
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'like'; readonly pattern: string }
  | { readonly kind: 'regex'; readonly pattern: string }
);

export function hintsOf(tree: unknown): readonly Hint[] {
  return [...nodesOf(tree)].flatMap(({ kind, fields }) => {
    if (kind === 'A_Expr') return ofOperation(fields);
    return kind === 'BoolExpr' && fields['boolop'] === 'OR_EXPR' ? ofAlternatives(fields) : [];
  });
}

function ofOperation(fields: Fields): readonly Hint[] {
  const name = lastName(fields['name']);
  const forward = subjectOf(fields['lexpr']);
  if (forward === undefined) {
    const backward = subjectOf(fields['rexpr']);
    const text = constantOf(fields['lexpr']);
    return backward === undefined || text === undefined ? [] : ofConstant(backward, name, text);
  }
  switch (fields['kind']) {
    case 'AEXPR_IN':
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL': {
      const texts = constantsOf(fields['rexpr']);
      if (forward.measured) return texts.flatMap((text) => ofConstant(forward, name, text));
      const kind = name === '=' && fields['kind'] !== 'AEXPR_OP_ALL' ? 'list' : 'near';
      if (kind === 'list') return [{ column: forward.column, kind, texts }];
      return texts.map((text) => ({ column: forward.column, kind, text }));
    }
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM':
      return constantsOf(fields['rexpr']).flatMap((text) => ofConstant(forward, name, text));
    default: {
      const elements = nodeOf(fields['rexpr'])?.kind === 'A_Const' ? [] : constantsOf(fields['rexpr']);
      if (elements.length > 0) return [{ column: forward.column, kind: 'list', texts: elements }];
      const text = constantOf(fields['rexpr']);
      return text === undefined ? [] : ofConstant(forward, name, text);
    }
  }
}

function ofConstant({ column, measured }: Subject, operator: string, text: string): readonly Hint[] {
  if (measured)
    return Number.isInteger(Number(text)) ? [{ column, kind: 'length', length: Number(text) }] : [];
  if (/^~~\*?$/.test(operator)) return [{ column, kind: 'like', pattern: text }];
  if (/^~\*?$/.test(operator)) return [{ column, kind: 'regex', pattern: text }];
  return [{ column, kind: 'near', text }];
}

/** `a = 'x' OR a = 'y'` is a list, too. */
function ofAlternatives(fields: Fields): readonly Hint[] {
  const texts = new Map<string, string[]>();
  for (const item of itemsOf(fields['args'])) {
    const node = nodeOf(item);
    if (node?.kind !== 'A_Expr' || lastName(node.fields['name']) !== '=') continue;
    const subject = subjectOf(node.fields['lexpr']);
    const text = constantOf(node.fields['rexpr']);
    if (subject === undefined || subject.measured || text === undefined) continue;
    texts.set(subject.column, [...(texts.get(subject.column) ?? []), text]);
  }
  return [...texts].flatMap(([column, list]) =>
    list.length > 1 ? [{ column, kind: 'list' as const, texts: list }] : [],
  );
}

type Subject = {
  readonly column: string /** Whether it is a length that is compared. */;
  readonly measured: boolean;
};

const measures: ReadonlySet<string> = new Set([
  'length',
  'char_length',
  'character_length',
  'octet_length',
  'cardinality',
  'array_length',
]);

/** The one column that an expression is about: itself, cast, in lower case, trimmed, or its length. */
function subjectOf(tree: unknown): Subject | undefined {
  const node = nodeOf(tree);
  switch (node?.kind) {
    case 'ColumnRef': {
      const column = namesOf(node.fields['fields']).at(-1);
      return column === undefined ? undefined : { column, measured: false };
    }
    case 'TypeCast':
    case 'CollateClause':
      return subjectOf(node.fields['arg']);
    case 'CoalesceExpr':
    case 'FuncCall': {
      const inner = subjectOf(itemsOf(node.fields['args'])[0]);
      const measured = measures.has(lastName(node.fields['funcname']));
      return inner && { column: inner.column, measured: inner.measured || measured };
    }
    default:
      return undefined;
  }
}

function constantOf(tree: unknown): string | undefined {
  const node = nodeOf(tree);
  if (node?.kind === 'TypeCast') return constantOf(node.fields['arg']);
  if (node?.kind !== 'A_Const' || node.fields['isnull'] === true) return undefined;
  for (const [part, name, absent] of constantParts) {
    const value = node.fields[part];
    if (value !== undefined) return String((value as Fields)[name] ?? absent);
  }
  return undefined;
}

const constantParts = [
  ['ival', 'ival', '0'],
  ['fval', 'fval', '0'],
  ['sval', 'sval', ''],
  ['boolval', 'boolval', 'false'],
] as const;

/** Of a list or an array. */
function constantsOf(tree: unknown): readonly string[] {
  const node = nodeOf(tree);
  if (node?.kind === 'TypeCast') return constantsOf(node.fields['arg']);
  const literal = constantOf(tree);
  if (literal !== undefined) return (arrayItems(literal) ?? []).flatMap((item) => item ?? []);
  const items = node?.kind === 'A_ArrayExpr' ? itemsOf(node.fields['elements']) : itemsOf(tree);
  return items.flatMap((item) => constantOf(item) ?? []);
}
