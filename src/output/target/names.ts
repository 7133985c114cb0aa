/** A release, as far as it is shown. */
export type ReleaseView = { readonly number: number; readonly title: string };

/** `base`, `002` */
export function releaseLabel(number: number): string {
  return number === 0 ? 'base' : String(number).padStart(3, '0');
}

/** `002 v2.1 features` */
export function releaseTitle({ number, title }: ReleaseView): string {
  return `${releaseLabel(number)} ${title}`;
}

/** `002_v2_1_features`: what a release is called in the names of its files, and in JSON. */
export function releaseName({ number, slug }: { readonly number: number; readonly slug: string }): string {
  return `${releaseLabel(number)}_${slug}`;
}

/** A release as every `--json` prints it. */
export type ReleaseJson = {
  readonly number: number;
  readonly name: string;
  readonly slug: string;
  readonly title: string;
};

export function releaseJson({ number, slug, title }: ReleaseView & { readonly slug: string }): ReleaseJson {
  return { number, name: releaseName({ number, slug }), slug, title };
}
