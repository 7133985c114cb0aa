import { dotted } from '../model/id.ts';
import type { Documents } from '../spec/build/build-model.ts';
import type { ObjectDocument } from '../spec/document.ts';

/** What of a release the fold needs to know. */
type ReleasedObjects = {
  readonly objects: readonly ObjectDocument[];
  readonly dropped: readonly Pick<ObjectDocument, 'key'>[];
};

/**
 * What of the documents before a release stays when its objects are put in place: an object that one of them is renamed
 * from does not, and neither does what was in a schema that was renamed, because all of it comes along under its new name.
 * Objects that the release drops are still there.
 */
export function withoutRenamed(previous: Documents, release: ReleasedObjects): Documents {
  const renaming = release.objects.filter((document) => document.draft?.hints.renamedFrom !== undefined);
  if (renaming.length === 0) return previous;
  const keys = new Set(previous.objects.map((document) => document.key));
  const dropped = new Set(release.dropped.map((item) => item.key));
  const gone = new Set<string>();
  const goneSchemas = new Set<string>();
  for (const document of renaming) {
    // renamed_from acts once: afterwards the new name is there, and the line says nothing.
    if (keys.has(document.key)) continue;
    for (const key of formerKeys(document)) if (keys.has(key)) gone.add(key);
    if (document.kind === 'schema') goneSchemas.add(document.draft?.hints.renamedFrom ?? '');
  }
  const stays = (document: ObjectDocument): boolean =>
    dropped.has(document.key) ||
    !(gone.has(document.key) || (document.names.length > 1 && goneSchemas.has(document.names[0] ?? '')));
  return { ...previous, objects: previous.objects.filter(stays) };
}

/** The keys that an object can have had: `renamed_from` gives a name in the same schema, or one with its schema. */
function formerKeys({ kind, key, names, draft }: ObjectDocument): readonly string[] {
  const old = draft?.hints.renamedFrom ?? '';
  const arguments_ = key.slice(`${kind} ${dotted(...names)}`.length);
  const keyOf = (...parts: readonly string[]) => `${kind} ${dotted(...parts)}${arguments_}`;
  if (names.length === 1) return [keyOf(old)];
  const dot = old.indexOf('.');
  const [schema = ''] = names;
  return [keyOf(schema, old), ...(dot > 0 ? [keyOf(old.slice(0, dot), old.slice(dot + 1))] : [])];
}
