import { defaultName } from '../../../model/default-names.ts';
import type { Domain } from '../../../model/schema-object.ts';
import { comment, expression, given, whenTrue } from '../common.ts';
import { objectKey } from '../name-text.ts';
import type { Scope } from '../names.ts';
import { typeText } from '../type-text.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, mapping, sql, text } from '../yaml/value.ts';

const writers: Writers<'domain'> = {
  type: ({ type }, scope) => [entry('type', text(typeText(type, scope)))],
  collation: ({ collation }) => given('collate', collation),
  notNull: ({ notNull }) => whenTrue('not_null', notNull),
  default: (domain) => expression('default', domain.default),
  checks: ({ name, checks }) => {
    const isUnnamed = (check: { readonly name: string }) => check.name === defaultName(name, [], 'check');
    const named = checks.filter((check) => !isUnnamed(check));
    return [
      ...expression('check', checks.find(isUnnamed)?.expression),
      ...(named.length === 0
        ? []
        : [entry('checks', mapping(named.map((check) => entry(check.name, sql(check.expression)))))]),
    ];
  },
  comment,
};

export function domain(value: Domain, scope: Scope): Entry {
  return entry(objectKey(value), mapping(write(writers, value, scope)));
}
