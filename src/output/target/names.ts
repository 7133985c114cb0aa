import { padded } from '../../release/file-name.ts';

/** `base`, `002` */
export function releaseLabel(number: number): string {
  return number === 0 ? 'base' : padded(number);
}

/** `002 v2.1 features` */
export function releaseTitle({ number, title }: { readonly number: number; readonly title: string }): string {
  return `${padded(number)} ${title}`;
}
