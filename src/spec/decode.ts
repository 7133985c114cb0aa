import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { type SourceFile, Text } from './text.ts';

/** Characters that YAML forbids; a tab and line ends are fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0080-\u0084\u0086-\u009F\uFFFE\uFFFF]/u;

/**
 * The file's text, without an UTF-8 byte order mark.
 * @throws DiagnosticError where the bytes are no text that YAML allows
 */
export function decode(file: SourceFile): Text {
  const { path, bytes } = file;
  if (hasUtf16Mark(bytes)) {
    throw wrongEncoding(new Text(path, ''), 0, 'is UTF-16', 'Save it as UTF-8.');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = validPrefix(bytes);
    throw wrongEncoding(
      new Text(path, before),
      before.length,
      'is not UTF-8 at this place',
      'Save it as UTF-8.',
    );
  }
  const bad = forbidden.exec(text);
  if (bad) {
    const character = `U+${(text.codePointAt(bad.index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    throw wrongEncoding(
      new Text(path, text),
      bad.index,
      `holds the control character ${character}`,
      'Remove it; in a double-quoted string it can be written as an escape.',
    );
  }
  return new Text(path, text);
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** The text before the first invalid byte: the longest prefix that decodes, up to an unfinished character at its end. */
function validPrefix(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let low = 0;
  let high = bytes.length;
  const decodes = (length: number): string | undefined => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return undefined;
    }
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(middle) === undefined) high = middle - 1;
    else low = middle;
  }
  return decoder.decode(bytes.subarray(0, low), { stream: true });
}

function wrongEncoding(text: Text, offset: number, what: string, help: string): DiagnosticError {
  const diagnostic: Diagnostic = {
    code: 'file-encoding',
    message: `${text.path} ${what}`,
    help,
    at: text.locate({ start: offset, end: offset + 1 }),
  };
  return new DiagnosticError([diagnostic]);
}
