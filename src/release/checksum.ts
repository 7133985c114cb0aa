import { createHash } from 'node:crypto';

/** `sha256:` and hexadecimal digits. */
export type Checksum = `sha256:${string}`;

/** Of a file's text, the same whatever line ends git has put there. */
export function checksum(text: string): Checksum {
  return `sha256:${createHash('sha256').update(withUnixLineEnds(text)).digest('hex')}`;
}

export function withUnixLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}
