import type { Check } from '../../../model/schema-object.ts';
import { comment, whenTrue } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { entry, mapping, sql, type Value } from '../yaml/value.ts';

const writers: Writers<'check'> = {
  expression: ({ expression }) => [entry('expression', sql(expression))],
  noInherit: ({ noInherit }) => whenTrue('no_inherit', noInherit),
  notValid: ({ notValid }) => whenTrue('not_valid', notValid),
  comment,
};

/** A check without its name, the condition alone where there is nothing else. */
export function check(value: Check, scope: Scope): Value {
  const entries = write(writers, value, scope);
  return entries.length === 1 ? sql(value.expression) : mapping(entries);
}
