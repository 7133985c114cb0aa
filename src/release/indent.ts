/** Every line that is not empty two columns further in; ends with a line end. */
export function indent(source: string): string {
  return `${source
    .trimEnd()
    .replaceAll('\r\n', '\n')
    .replace(/^(?=.)/gm, '  ')}\n`;
}
