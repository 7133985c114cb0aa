import type { View } from '../../model/schema-object.ts';
import { noMentions } from '../../model/sql.ts';
import type { MaterializedViewDraft, ViewDraft } from '../draft.ts';
import { get, type MapNode, type Node } from '../yaml/node.ts';
import { hints } from './hints.ts';
import { readIndexes } from './indexes.ts';
import { parameters } from './parameters.ts';
import { asMap, byName, commented, entriesOf, flag, optional, type Reader, scalar, text } from './reader.ts';
import { readTriggers } from './trigger.ts';

type InSchema = { readonly schema: string; readonly name: string };

export function readView(reader: Reader, { schema, name }: InSchema, node: Node): ViewDraft {
  const map = asMap(node);
  return {
    kind: 'view',
    schema,
    name,
    ...queryAndColumns(reader, node),
    securityBarrier: flag(get(map, 'security_barrier')),
    securityInvoker: flag(get(map, 'security_invoker')),
    ...optional('checkOption', text(get(map, 'check_option')) as View['checkOption']),
    columnComments: columnComments(map),
    triggers: readTriggers(reader, get(map, 'triggers'))
      .map((part) => part.value)
      .sort(byName),
    ...commented(map),
    hints: hints(reader, map, name, schema),
  };
}

export function readMaterializedView(
  reader: Reader,
  { schema, name }: InSchema,
  node: Node,
): MaterializedViewDraft {
  const map = asMap(node);
  const withData = get(map, 'with_data');
  return {
    kind: 'materialized_view',
    schema,
    name,
    ...queryAndColumns(reader, node),
    storageParameters: parameters(reader, get(map, 'with')),
    indexes: readIndexes(reader, get(map, 'indexes'))
      .map((part) => part.value)
      .sort(byName),
    columnComments: columnComments(map),
    withData: withData === undefined || flag(withData),
    ...commented(map),
    hints: hints(reader, map, name, schema),
  };
}

function queryAndColumns(reader: Reader, node: Node): Pick<ViewDraft, 'query' | 'columns' | 'outputs'> {
  const queryNode = scalar(node.kind === 'map' ? (get(node, 'query') as Node) : node);
  const parsed = reader.parsed(queryNode, reader.grammar.query(queryNode.text));
  return {
    query: parsed?.sql ?? { text: '', key: '', mentions: noMentions },
    outputs: parsed?.outputs,
    columns: node.kind === 'map' ? reader.names(get(node, 'columns')) : [],
  };
}

function columnComments(map: MapNode): View['columnComments'] {
  return entriesOf(get(map, 'column_comments'))
    .map(({ key, value }) => ({ column: key.text, comment: scalar(value).text }))
    .filter(({ comment }) => comment !== '')
    .sort((a, b) => (a.column < b.column ? -1 : a.column > b.column ? 1 : 0));
}
