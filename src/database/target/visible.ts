/** Text that came from a server or a name, on one line and without characters that would do something to a terminal. */
export function visible(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '·')
    .trim();
}
