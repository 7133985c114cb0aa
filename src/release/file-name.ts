/** What the name of a release file says: `002_v2_1_features.yaml`. */
export type ReleaseName = { readonly number: number; readonly slug: string };

const pattern = /^(\d{3,})_([a-z0-9][a-z0-9_-]*)\.ya?ml$/;
const slugPattern = /^[a-z0-9][a-z0-9_-]*$/;

/** @returns undefined where the name is none of a release */
export function parseReleaseFileName(name: string): ReleaseName | undefined {
  const match = pattern.exec(name);
  const [, digits = '', slug = ''] = match ?? [];
  const number = Number(digits);
  return match === null || number === 0 || digits !== padded(number) ? undefined : { number, slug };
}

/** Lower-case letters, digits, `_` and `-`: it becomes part of file names. */
export function isSlug(text: string): boolean {
  return slugPattern.test(text);
}

/** `002`: how people read and write the number of a release. */
export function padded(number: number): string {
  return String(number).padStart(3, '0');
}

/** `002_v2_1_features`: what the names of a release's files begin with. */
export function stem({ number, slug }: ReleaseName): string {
  return `${padded(number)}_${slug}`;
}

/** A title where none is given: the slug in words. */
export function titleFromSlug(slug: string): string {
  return slug.replace(/[_-]+/g, ' ').trim();
}
