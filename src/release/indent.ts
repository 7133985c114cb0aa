/** Every line that is not empty two columns further in. White space at the end may be the end of a text. */
export function indent(source: string): string {
  return source.replaceAll('\r\n', '\n').replace(/^(?=.)/gm, '  ');
}
