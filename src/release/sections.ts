import type { ObjectKind } from '../model/element.ts';
import type { ObjectDocument } from '../spec/document.ts';
import { indent } from './indent.ts';

/** Sections in the order in which files of this program hold them: what others are built on first. */
export const sectionOrder = {
  schema: 'schemas',
  extension: 'extensions',
  enum: 'enums',
  domain: 'domains',
  sequence: 'sequences',
  function: 'functions',
  procedure: 'procedures',
  table: 'tables',
  view: 'views',
  materialized_view: 'materialized_views',
} as const satisfies Record<ObjectKind, string>;

const kinds = Object.keys(sectionOrder) as readonly ObjectKind[];

/** Objects by section and name, each to the letter as it was written, so that the same objects are always the same text. */
export function renderSections(documents: readonly ObjectDocument[]): string {
  return kinds
    .flatMap((kind) => {
      const objects = sortedByKey(documents.filter((document) => document.kind === kind));
      if (objects.length === 0) return [];
      return [`${sectionOrder[kind]}:\n${objects.map(({ source }) => indent(source)).join('\n')}`];
    })
    .join('\n');
}

/** The objects that a release drops, as the file of the release before called them. */
export function renderDropped(
  documents: readonly ObjectDocument[],
  keyText: (source: string) => string,
): string {
  if (documents.length === 0) return '';
  const lists = kinds.flatMap((kind) => {
    const objects = sortedByKey(documents.filter((document) => document.kind === kind));
    if (objects.length === 0) return [];
    return [`  ${sectionOrder[kind]}:\n`, ...objects.map(({ source }) => `    - ${keyText(source)}\n`)];
  });
  return `dropped:\n${lists.join('')}`;
}

function sortedByKey(documents: readonly ObjectDocument[]): readonly ObjectDocument[] {
  return [...documents].sort((a, b) => (a.key < b.key ? -1 : 1));
}
