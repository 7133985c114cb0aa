import type { Index } from '../../../model/schema-object.ts';
import { comment, expression, nameList, parameters, unless, whenTrue } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, list, mapping, type Value } from '../yaml/value.ts';
import { indexElement } from './index-element.ts';

const writers: Writers<'index'> = {
  elements: (index) => [entry('on', elementsOf(index))],
  unique: ({ unique }) => whenTrue('unique', unique),
  nullsNotDistinct: ({ nullsNotDistinct }) => whenTrue('nulls_not_distinct', nullsNotDistinct),
  method: ({ method }) => unless('using', method, 'btree'),
  include: ({ include }) => nameList('include', include),
  where: ({ where }) => expression('where', where),
  storageParameters: ({ storageParameters }) => parameters('with', storageParameters),
  comment,
};

/** What it is on alone where there is nothing else. */
export function index(value: Index, scope: Scope): Entry {
  const entries = write(writers, value, scope);
  const isShort = entries.length === 1;
  return entry(value.name, isShort ? elementsOf(value) : mapping(entries));
}

/** The column alone where there is one and no more to say about it. */
function elementsOf({ elements }: Index): Value {
  const items = elements.map(indexElement);
  const [first, ...others] = items;
  return first?.kind === 'scalar' && others.length === 0 ? first : list(items);
}
