import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { type Major, majors } from '../model/model.ts';
import type { Setting } from './file.ts';
import { sections } from './sections.ts';
import { type SettingKey, settingKeys } from './setting-keys.ts';
import { unknownKey } from './shape/explain.ts';
import type { Node, ScalarNode } from './yaml/node.ts';

/** The problem of a key that this kind of file does not have. */
export function refuseUnknown(
  settings: readonly Setting[],
  file: keyof typeof settingKeys,
): readonly Diagnostic[] {
  const known: readonly string[] = settingKeys[file];
  return settings
    .filter(({ entry }) => !known.includes(entry.key.text))
    .map(({ entry, site }) => {
      const problem = unknownKey(entry.key.text, [...known, ...Object.keys(sections)]);
      return site.diagnostic({ ...problem, span: entry.key });
    });
}

export function settingsNamed(settings: readonly Setting[], key: SettingKey): readonly Setting[] {
  return settings.filter(({ entry }) => entry.key.text === key);
}

/** `postgresql: 15`, or the problem with it. */
export function readMajor({ entry, site }: Setting): {
  readonly major?: Major;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { value } = entry;
  const major = value.kind === 'scalar' ? majors.find((candidate) => candidate === value.value) : undefined;
  if (major !== undefined) return { major, diagnostics: [] };
  const known = majors.join(', ');
  const message = `postgresql is the oldest major version that plans must run on, one of ${known}`;
  const span = isVisible(value) ? value : entry.key;
  return {
    diagnostics: [site.diagnostic({ code: 'wrong-value', message, help: `Write one of ${known}.`, span })],
  };
}

/** Text of a setting that is one, or the problem with it. */
export function readText({ entry, site }: Setting): {
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { key, value } = entry;
  if (isVisible(value) && value.value !== null) return { text: value.text, diagnostics: [] };
  const message = `${key.text} must be text`;
  return {
    diagnostics: [
      site.diagnostic({ code: 'wrong-type', message, help: 'Write text on the same line.', span: key }),
    ],
  };
}

function isVisible(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && node.end > node.start;
}
