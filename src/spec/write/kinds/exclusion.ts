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

type Own = { readonly [A in Exclude<keyof ExclusionElement, keyof IndexElement>]: string };

function entriesOf({ operator, ...element }: ExclusionElement): readonly Entry[] {
  const own: Own = { operator };
  return [...elementEntries(element), entry('with', text(own.operator))];
}

export function exclusion(value: Exclusion, scope: Scope): Entry {
  return entry(value.name, mapping(write(writers, value, scope)));
}
