import { kindNames, namesOf, type ObjectKind, objectId } from '../../model/element.ts';
import type { SchemaObject, Table } from '../../model/schema-object.ts';
import { sections } from '../sections.ts';
import type { FilePlan } from './files.ts';
import type { Names } from './names.ts';
import { objectEntry } from './objects.ts';
import { inReadingOrder } from './table-order.ts';
import { step } from './yaml/block-scalar.ts';
import { emitEntry } from './yaml/emit.ts';

/** Gives editors completion and documentation of every key. */
const schemaLine = '# yaml-language-server: $schema=../schema.json';

/** The text of a file, sections in the order of the language, with an empty line around what has several lines. */
export function fileText({ title, objects }: FilePlan, names: Names, settings: string): string {
  const parts = Object.values(sections).flatMap((kind) => {
    const own = inOrder(objects.filter((object) => object.kind === kind));
    return own.length === 0 ? [] : [sectionText(kind, own, names)];
  });
  return [`${schemaLine}\n# ${title}.\n`, ...(settings === '' ? [] : [settings]), ...parts].join('\n');
}

function sectionText(kind: ObjectKind, objects: readonly SchemaObject[], names: Names): string {
  const entries = objects.map((object) => emitEntry(objectEntry(object, names), step));
  const separated = entries.map((entry, position) => {
    const before = entries[position - 1];
    return before !== undefined && (hasLines(before) || hasLines(entry)) ? `\n${entry}` : entry;
  });
  return `${kindNames[kind].plural}:\n${separated.join('')}`;
}

function hasLines(entry: string): boolean {
  return entry.trimEnd().includes('\n');
}

function inOrder(objects: readonly SchemaObject[]): readonly SchemaObject[] {
  const tables = objects.filter((object): object is Table => object.kind === 'table');
  return tables.length > 0 ? inReadingOrder(tables) : [...objects].sort(byName);
}

function byName(a: SchemaObject, b: SchemaObject): number {
  return sortKey(a) < sortKey(b) ? -1 : 1;
}

/** Overloads of a name by their arguments. */
function sortKey(object: SchemaObject): string {
  return [...namesOf(object), objectId(object)].join('\0');
}
