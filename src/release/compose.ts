import { InternalError } from '../diagnostic/diagnostic.ts';
import type { Pair } from '../diff/pair.ts';
import type { ObjectId } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { Documents } from '../spec/build/build-model.ts';
import type { ObjectDocument } from '../spec/document.ts';
import { differing } from './differing.ts';
import { withoutRenamed } from './fold.ts';
import { type ReleaseHeader, renderHeader } from './header.ts';
import { loadReader, type Reader } from './reader.ts';
import { renderDropped, renderSections } from './sections.ts';

/** Two models with the documents that they were read from. */
export type Sources = { readonly pair: Pair; readonly previous: Documents; readonly next: Documents };

/**
 * The text of the release that turns the previous documents into the next: every object that is added or changed, whole and
 * to the letter, and the names of those that are gone.
 */
export async function composeRelease(
  header: ReleaseHeader,
  { pair, previous, next }: Sources,
): Promise<string> {
  const { spec } = await loadReader();
  const { changed, dropped } = differing(pair);
  const fresh = changed.map((id) => documentOf(pair.next, id, spec));
  const certain = [
    ...dropped.map((id) => documentOf(pair.previous, id, spec)),
    ...changed.flatMap((id) =>
      spelledAnew(documentOf(pair.next, id, spec), spec.originOf(pair.previous, id)),
    ),
  ];
  const gone = [...certain, ...leftByRenames({ previous, next }, fresh, certain)];
  const parts = [
    renderHeader(header),
    next.postgresql === previous.postgresql ? '' : `postgresql: ${next.postgresql}\n`,
    renderSections([...fresh, ...lostByRenames({ previous, next }, fresh, gone)]),
    renderDropped(gone, spec.keyText),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/**
 * The same object under another key, because its arguments are written differently: the fold knows nothing but keys, so the
 * earlier text has to go.
 */
function spelledAnew(next: ObjectDocument, previous: ObjectDocument | undefined): readonly ObjectDocument[] {
  return previous === undefined || previous.key === next.key ? [] : [previous];
}

/**
 * Objects that have another key now because of what else was renamed, such as a function that takes a type: nothing in the release says
 * so, and the fold would keep them.
 */
function leftByRenames(
  { previous, next }: Pick<Sources, 'previous' | 'next'>,
  objects: readonly ObjectDocument[],
  gone: readonly ObjectDocument[],
): readonly ObjectDocument[] {
  const known = new Set([...next.objects, ...gone].map(({ key }) => key));
  return withoutRenamed(previous, { objects, dropped: gone }).objects.filter(({ key }) => !known.has(key));
}

/**
 * Objects that the fold would take for renamed although they are still there: `renamed_from` does nothing then, and they
 * are written once more.
 */
function lostByRenames(
  { previous, next }: Pick<Sources, 'previous' | 'next'>,
  objects: readonly ObjectDocument[],
  gone: readonly ObjectDocument[],
): readonly ObjectDocument[] {
  const stays = new Set(withoutRenamed(previous, { objects, dropped: gone }).objects.map(({ key }) => key));
  const lost = new Set(previous.objects.map(({ key }) => key).filter((key) => !stays.has(key)));
  const written = new Set(objects.map(({ key }) => key));
  return next.objects.filter(({ key }) => lost.has(key) && !written.has(key));
}

function documentOf(model: Model, id: ObjectId, spec: Reader['spec']): ObjectDocument {
  const document = spec.originOf(model, id);
  if (document === undefined) throw new InternalError(`nobody knows where ${id} was read`);
  return document;
}
