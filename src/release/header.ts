/** The first lines of a release file as this program writes them. */
export type ReleaseHeader = { readonly title: string; readonly parent: string };

/**
 * Reads title and parent without a YAML parser, so that a release whose model is known already costs next to nothing.
 *
 * @returns undefined where the header is not as {@link renderHeader} writes it: then the file has to be read as YAML
 */
export function readHeader(text: string): ReleaseHeader | undefined {
  const match = /^(?:#[^\n]*\n)*title: ([^\n]*)\nparent: (base|sha256:[0-9a-f]{64})\n/.exec(text);
  const title = match?.[1] === undefined ? undefined : readTitle(match[1]);
  return title === undefined || title === '' ? undefined : { title, parent: match?.[2] ?? '' };
}

/** The lines that {@link readHeader} reads, for editors and for people. */
export function renderHeader({ title, parent }: ReleaseHeader): string {
  return [
    '# yaml-language-server: $schema=../release.json',
    '# Frozen: edit the spec under spec/schema/ and make the next release instead.',
    `title: ${renderText(title)}`,
    `parent: ${parent}`,
    '',
  ].join('\n');
}

/** A letter first, and nothing that YAML could take for anything but text. */
const plainText = /^[a-z][\w .()/-]*[\w)]$/i;
const yamlWords = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off']);

/** One line of text as a YAML scalar. */
export function renderText(text: string): string {
  if (plainText.test(text) && !yamlWords.has(text.toLowerCase())) return text;
  return `'${text.replaceAll("'", "''")}'`;
}

function readTitle(scalar: string): string | undefined {
  if (renderText(scalar) === scalar) return scalar;
  const quoted = /^'((?:[^']|'')+)'$/.exec(scalar)?.[1];
  return quoted?.replaceAll("''", "'");
}
