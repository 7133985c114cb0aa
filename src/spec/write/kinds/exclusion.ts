import type { Exclusion, ExclusionElement, IndexElement } from '../../../model/schema-object.ts';
import { comment, deferral, expression, nameList, unless } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, list, mapping, text } from '../yaml/value.ts';
import { elementEntries } from './index-element.ts';

const writers: Writers<'exclusion'> = {
  method: ({ method }) => unless('using', method, 'gist'),
  elements: ({ elements }) => [
    entry('elements', list(elements.map((element) => mapping(entriesOf(element))))),
  ],
  include: ({ include }) => nameList('include', include),
  where: ({ where }) => expression('where', where),
  deferral: (exclusion) => deferral(exclusion.deferral),
  comment,
};

type OwnAttribute = Exclude<keyof ExclusionElement, keyof IndexElement>;

const ownWriters: { readonly [A in OwnAttribute]: (element: ExclusionElement) => Entry } = {
  operator: ({ operator }) => entry('with', text(operator)),
};

/** The operator comes last, as in SQL. */
function entriesOf(element: ExclusionElement): readonly Entry[] {
  return [...elementEntries(element), ...Object.values(ownWriters).map((writer) => writer(element))];
}

export function exclusion(value: Exclusion, scope: Scope): Entry {
  return entry(value.name, mapping(write(writers, value, scope)));
}
