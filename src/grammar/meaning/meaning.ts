import { createHash } from 'node:crypto';
import type { Node } from 'libpg-query';
import type { Fields } from '../tree.ts';
import { bodyForm } from './body.ts';
import { assigned } from './convert.ts';
import { termOf } from './expression.ts';
import type { ExpressionPlace, Place } from './place.ts';
import { subqueryTerm, viewTerm } from './query.ts';
import type { Scope } from './scope.ts';
import { type Form, labelled, type Term } from './term.ts';
import { typeOfData } from './type.ts';

/**
 * A key that is equal for what a person wrote and what PostgreSQL prints of it. It is that of a form in which everything stands that
 * the server adds by itself, so that both come to the same; what is not understood stays as it was written.
 */
export function meaningOf(tree: Node, place: Place): string {
  return createHash('sha256')
    .update(JSON.stringify(formOf(tree, place)))
    .digest('hex')
    .slice(0, keyLength);
}

/** Characters of a key: half of a SHA-256 in hexadecimal. */
const keyLength = 32;

export function formOf(tree: Node, place: Place): Form {
  switch (place.kind) {
    case 'expression':
      return expressionForm(tree, place);
    case 'query':
      return viewTerm('SelectStmt' in tree ? (tree.SelectStmt as Fields) : {}, place).form;
    case 'body':
      return bodyForm(tree, place);
  }
}

function expressionForm(tree: unknown, place: ExpressionPlace): Form {
  const term = termOf(tree, expressionScope(place));
  const { assignedTo } = place;
  return assignedTo === undefined ? labelled(term) : assigned(term, typeOfData(assignedTo)).form;
}

/** One table, and NEW and OLD of a trigger. */
function expressionScope(place: ExpressionPlace): Scope {
  const scope: Scope = {
    column: (parts) => columnOf(parts, place),
    isColumn: ([name]) => name !== 'value' || place.column('value') === undefined,
    query: (select) => subqueryTerm(select, () => undefined, scope),
  };
  return scope;
}

const rows: ReadonlySet<string> = new Set(['new', 'old']);

function columnOf(parts: readonly string[], { column }: ExpressionPlace): Term {
  const name = parts.at(-1) ?? '';
  const type = column(name);
  // The table that an expression is of may be said, as in `users.email`.
  const qualifier = parts.slice(0, -1).filter((part) => rows.has(part) || type === undefined);
  return { form: ['column', ...qualifier, name], type: type === undefined ? undefined : typeOfData(type) };
}
