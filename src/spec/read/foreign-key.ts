import type { ForeignKeyAction } from '../../model/schema-object.ts';
import type { ForeignKeyDraft } from '../draft.ts';
import { splitReference } from '../names.ts';
import { get, type MapNode, type Node } from '../yaml/node.ts';
import type { ConstraintNames } from './constraint-names.ts';
import { deferral } from './deferral.ts';
import { hints } from './hints.ts';
import { asMap, commented, emptyMap, flag, type Reader, scalar, text } from './reader.ts';

/**
 * A foreign key under a name of its own, or in a list.
 * @param given absent in a list: then the name is PostgreSQL's
 */
export function readForeignKey(
  reader: Reader,
  map: MapNode,
  given: string | undefined,
  names: ConstraintNames,
): ForeignKeyDraft {
  const columns = reader.names(get(map, 'columns'));
  const references = target(reader, get(map, 'references') as Node);
  return foreignKey(reader, map, given ?? names.choose(columns, 'fkey'), columns, references);
}

/** `references` of a column: a foreign key from that column alone. */
export function readColumnReference(
  reader: Reader,
  column: string,
  node: Node,
  names: ConstraintNames,
): ForeignKeyDraft {
  const map = asMap(node);
  const nameNode = get(map, 'name');
  const name = nameNode ? reader.name(nameNode) : names.choose([column], 'fkey');
  return foreignKey(reader, map, name, [column], target(reader, node));
}

function foreignKey(
  reader: Reader,
  map: MapNode,
  name: string,
  columns: readonly string[],
  references: ForeignKeyDraft['references'],
): ForeignKeyDraft {
  return {
    name,
    columns,
    references,
    match: (text(get(map, 'match')) ?? 'simple') as ForeignKeyDraft['match'],
    onDelete: action(reader, get(map, 'on_delete')),
    onUpdate: action(reader, get(map, 'on_update')),
    deferral: deferral(reader, map),
    notValid: flag(get(map, 'not_valid')),
    ...commented(map),
    hints: hints(reader, map, name),
  };
}

function target(reader: Reader, node: Node): ForeignKeyDraft['references'] {
  if (node.kind === 'map') {
    const table = reader.qualifiedName(get(node, 'table') as Node);
    const column = get(node, 'column');
    const columns = get(node, 'columns');
    if (column && columns)
      reader.report('wrong-value', 'column and columns exclude each other', 'Keep one.', column);
    return { ...withTable(table), columns: reader.names(columns ?? column) };
  }
  const { table, columns } = splitReference(scalar(node).text);
  for (const column of columns) reader.checkName(column, node);
  return { ...withTable(reader.qualified(table, node)), columns };
}

function withTable(name: { schema?: string; name: string }): { schema?: string; table: string } {
  return name.schema === undefined ? { table: name.name } : { schema: name.schema, table: name.name };
}

function action(reader: Reader, node: Node | undefined): ForeignKeyAction {
  if (node === undefined) return { kind: 'no action' };
  const map = node.kind === 'map' ? node : emptyMap;
  const listed = map.entries[0];
  const kind = (listed?.key.text ?? scalar(node).text) as ForeignKeyAction['kind'];
  if (kind !== 'set null' && kind !== 'set default') return { kind };
  return { kind, columns: reader.names(listed?.value) };
}
