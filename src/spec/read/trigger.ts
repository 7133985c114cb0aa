import type { Trigger, TriggerEvent } from '../../model/schema-object.ts';
import type { Part } from '../draft.ts';
import { type Entry, get, type Node } from '../yaml/node.ts';
import { deferral } from './deferral.ts';
import { hints } from './hints.ts';
import {
  asMap,
  commented,
  emptyMap,
  entriesOf,
  flag,
  optional,
  type Reader,
  scalar,
  text,
} from './reader.ts';

/** Triggers of a table or view, in the order of the file. */
export function readTriggers(reader: Reader, section: Node | undefined): readonly Part<Trigger>[] {
  return entriesOf(section).map((entry) => ({
    value: trigger(reader, entry),
    path: ['triggers', entry.key.text],
  }));
}

function trigger(reader: Reader, { key, value }: Entry): Trigger {
  reader.checkName(key.text, key);
  const map = asMap(value);
  const isConstraint = flag(get(map, 'constraint'));
  const tables = get(map, 'referencing');
  const referencing = tables ? asMap(tables) : emptyMap;
  const call = get(map, 'execute') as Node;
  const execute = reader.parsed(scalar(call), reader.grammar.routineCall(scalar(call).text));
  return {
    name: key.text,
    timing: text(get(map, 'timing')) as Trigger['timing'],
    events: events(reader, get(map, 'events') as Node),
    forEach: (text(get(map, 'for_each')) ?? (isConstraint ? 'row' : 'statement')) as Trigger['forEach'],
    ...optional('when', reader.optionalExpression(get(map, 'when'))),
    ...(isConstraint ? { constraint: { deferral: deferral(reader, map) } } : {}),
    referencing: {
      ...optional('oldTable', text(get(referencing, 'old_table'))),
      ...optional('newTable', text(get(referencing, 'new_table'))),
    },
    execute: {
      ...optional('schema', execute?.name.schema),
      name: execute?.name.name ?? '',
      arguments: execute?.arguments ?? [],
    },
    enabled: (text(get(map, 'enabled')) ?? 'origin') as Trigger['enabled'],
    ...commented(map),
    hints: hints(reader, map, key.text),
  };
}

const order = ['insert', 'update', 'delete', 'truncate'] as const;

function events(reader: Reader, node: Node): readonly TriggerEvent[] {
  const items = node.kind === 'list' ? node.items : [node];
  const found = new Map<TriggerEvent['kind'], TriggerEvent>();
  for (const item of items) {
    const event = triggerEvent(reader, item);
    if (found.has(event.kind)) {
      reader.report('wrong-value', `the event ${event.kind} stands here twice`, 'Keep one of the two.', item);
    }
    found.set(event.kind, event);
  }
  if (found.size === 0) {
    const span = { start: node.start, end: node.start + 1 };
    reader.report(
      'wrong-value',
      'a trigger needs an event',
      `Write one or more of ${order.join(', ')}.`,
      span,
    );
  }
  return order.flatMap((kind) => found.get(kind) ?? []);
}

function triggerEvent(reader: Reader, node: Node): TriggerEvent {
  if (node.kind === 'map') return { kind: 'update', columns: reader.names(get(node, 'update')) };
  const kind = scalar(node).text as TriggerEvent['kind'];
  return kind === 'update' ? { kind, columns: [] } : { kind };
}
