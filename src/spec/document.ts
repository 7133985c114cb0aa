import type { ObjectKind } from '../model/element.ts';
import type { Draft } from './draft.ts';
import type { Site } from './site.ts';

/** An object as a file gives it. A spec is a set of these, a release too, and the fold of releases is one. */
export type ObjectDocument = {
  readonly kind: ObjectKind;
  /** `table public.users`: a later document with the same key replaces an earlier one. */
  readonly key: string;
  readonly names: readonly string[];
  /** Absent where the text is wrong; then the problem is reported already, and references to the object are not judged. */
  readonly draft?: Draft;
  /** What of a wrong text can be read nevertheless: it becomes no object, but what it refers to is judged. */
  readonly partial?: Draft;
  /** The YAML of the object with its key, to the letter, with the comment lines right above it, without indentation. */
  readonly source: string;
  readonly site: Site;
};
