import { type Fields, stringsOf } from '../../tree.ts';
import { convert } from '../convert.ts';
import { termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { isUnknown, type Term, typed } from '../term.ts';
import { simpleType } from '../type.ts';

export function collation(fields: Fields, scope: Scope): Term {
  const names = stringsOf(fields['collname']);
  const arg = termOf(fields['arg'], scope);
  const term = isUnknown(arg) ? convert(arg, simpleType('text')) : arg;
  return typed(['collate', names[0] === 'pg_catalog' ? names.slice(1) : names, term.form], term.type);
}
