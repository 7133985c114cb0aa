import type { IndexElement, OperatorClass } from '../../../model/schema-object.ts';
import { given, parameters } from '../common.ts';
import { nameText } from '../name-text.ts';
import { type Entry, entry, mapping, sql, text, type Value } from '../yaml/value.ts';

type ElementWriters = { readonly [A in keyof IndexElement]-?: (element: IndexElement) => readonly Entry[] };

const writers: ElementWriters = {
  key: ({ key }) => [
    key.kind === 'column' ? entry('column', text(key.name)) : entry('expression', sql(key.expression)),
  ],
  collation: ({ collation }) => given('collate', collation),
  opclass: ({ opclass }) => (opclass === undefined ? [] : [entry('opclass', opclassOf(opclass))]),
  order: ({ order }) => (order === 'desc' ? [entry('order', text('desc'))] : []),
  nulls: ({ order, nulls }) =>
    nulls === (order === 'desc' ? 'first' : 'last') ? [] : [entry('nulls', text(nulls))],
};

function opclassOf({ parameters: all, ...name }: OperatorClass): Value {
  return all.length === 0
    ? text(nameText(name))
    : mapping([entry('name', text(nameText(name))), ...parameters('parameters', all)]);
}

export function elementEntries(element: IndexElement): readonly Entry[] {
  return Object.values(writers).flatMap((writer) => writer(element));
}

/** The name of a column alone where there is nothing else. */
export function indexElement(element: IndexElement): Value {
  const entries = elementEntries(element);
  return element.key.kind === 'column' && entries.length === 1 ? text(element.key.name) : mapping(entries);
}
