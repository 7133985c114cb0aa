import type { Key, PreflightFinding } from './finding.ts';

/** `id 3, 7, 12`, or `id 3 and 7, 12 and 40` where rows collide; with a key of several columns `(tenant, id) (1, 3), (1, 7)`. */
export function sampleText(samples: PreflightFinding['samples']): string {
  const names = Object.keys(samples[0]?.[0] ?? {});
  const rows = samples.map((group) => group.map(valueText).join(' and '));
  return `${listed(names)} ${rows.join(', ')}`;
}

function valueText(key: Key): string {
  return listed(Object.values(key).map(shortened));
}

function listed(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(', ')})`;
}

const longest = 40;

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}
