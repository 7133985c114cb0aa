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
