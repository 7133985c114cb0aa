import type { Checksum } from './checksum.ts';
import type { ReleaseName } from './file-name.ts';

/** A file under `versions/`, as its text; what its objects are is not known yet. */
export type ReleaseFile = ReleaseName & {
  /** The path to show to people. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** With Unix line ends. */
  readonly text: string;
  readonly checksum: Checksum;
};
