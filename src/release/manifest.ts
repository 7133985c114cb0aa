import { type Checksum, checksum, withUnixLineEnds } from './checksum.ts';
import { padded, stem } from './file-name.ts';

/** `generated/manifest.json`: what was frozen, so that a release or a generated file that was edited is noticed. */
export type Manifest = { readonly releases: readonly ManifestEntry[] };

export type ManifestEntry = {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  /** Of the release file. */
  readonly checksum: Checksum;
  readonly files: GeneratedChecksums;
};

/** Of the files that were generated from a release. */
export type GeneratedChecksums = { readonly [K in GeneratedKind]: Checksum };

/** The whole schema of a release, the way to it, and the way back. */
export const generatedKinds = ['schema', 'up', 'down'] as const;
export type GeneratedKind = (typeof generatedKinds)[number];

export const manifestName = 'manifest.json';

/** `002_v2_1_features.up.sql` */
export function generatedName(
  release: { readonly number: number; readonly slug: string },
  kind: GeneratedKind,
): string {
  return `${stem(release)}.${kind}.sql`;
}

/** The text of the file: the same for the same releases. */
export function renderManifest({ releases }: Manifest): string {
  const entries = releases.map(({ number, slug, title, checksum: sum, files }) => ({
    number: padded(number),
    slug,
    title,
    checksum: sum,
    generated: Object.fromEntries(
      generatedKinds.map((kind) => [generatedName({ number, slug }, kind), files[kind]]),
    ),
  }));
  return `${JSON.stringify({ releases: entries }, undefined, 2)}\n`;
}

/** @returns undefined where the text is not exactly what {@link renderManifest} writes, but for line ends */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const manifest = toManifest(JSON.parse(text));
    return renderManifest(manifest) === withUnixLineEnds(text) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

export function checksumsOf(texts: Readonly<Record<GeneratedKind, string>>): GeneratedChecksums {
  return { schema: checksum(texts.schema), up: checksum(texts.up), down: checksum(texts.down) };
}

type Raw = {
  readonly releases: readonly {
    readonly number: string;
    readonly slug: string;
    readonly title: string;
    readonly checksum: Checksum;
    readonly generated: Readonly<Record<string, Checksum>>;
  }[];
};

/** Whatever is not there, or is more than it should be, shows when the result is rendered again. */
function toManifest(raw: Raw): Manifest {
  return {
    releases: raw.releases.map(({ number, slug, title, checksum: sum, generated }) => {
      const name = { number: Number(number), slug };
      const of = (kind: GeneratedKind) => generated[generatedName(name, kind)] as Checksum;
      return {
        ...name,
        title,
        checksum: sum,
        files: { schema: of('schema'), up: of('up'), down: of('down') },
      };
    }),
  };
}
