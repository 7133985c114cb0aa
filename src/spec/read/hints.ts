import type { Hints } from '../../model/schema-object.ts';
import { get, type MapNode } from '../yaml/node.ts';
import type { Reader } from './reader.ts';

/**
 * `renamed_from` of an object or a part. An object that moves between schemas gives its old name with the schema; parts and
 * objects that stay give the name alone.
 * @param schema where the object is; absent for what has no schema of its own
 */
export function hints(reader: Reader, map: MapNode, name: string, schema?: string): Hints {
  const node = get(map, 'renamed_from');
  if (node === undefined) return {};
  if (schema === undefined) {
    const old = reader.name(node);
    if (old === name) reportSame(reader, name, node);
    return { renamedFrom: old };
  }
  const old = reader.qualifiedName(node);
  const moved = old.schema !== undefined && old.schema !== schema;
  if (!moved && old.name === name) reportSame(reader, name, node);
  return { renamedFrom: moved ? `${old.schema}.${old.name}` : old.name };
}

function reportSame(reader: Reader, name: string, span: { start: number; end: number }): void {
  const message = `renamed_from gives the name that this has now, ${JSON.stringify(name)}`;
  reader.report(
    'rename-to-itself',
    message,
    'Write the name of the previous release, or remove the line.',
    span,
  );
}
