import type { Trigger, TriggerEvent } from '../../../model/schema-object.ts';
import { quoteName, quoteText } from '../../../sql/quote.ts';
import { comment, deferral, expression, given, unless } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, flag, list, mapping, names, text, type Value } from '../yaml/value.ts';

const writers: Writers<'trigger'> = {
  comment,
  constraint: ({ constraint }) =>
    constraint === undefined ? [] : [entry('constraint', flag(true)), ...deferral(constraint.deferral)],
  timing: ({ timing }) => [entry('timing', text(timing))],
  events: ({ events }) => [entry('events', eventsOf(events))],
  referencing: ({ referencing: { oldTable, newTable } }) => {
    const tables = [...given('old_table', oldTable), ...given('new_table', newTable)];
    return tables.length === 0 ? [] : [entry('referencing', mapping(tables))];
  },
  forEach: ({ forEach, constraint }) =>
    unless('for_each', forEach, constraint === undefined ? 'statement' : 'row'),
  when: ({ when }) => expression('when', when),
  execute: ({ execute }, scope) => [entry('execute', text(call(execute, scope)))],
  enabled: ({ enabled }) => unless('enabled', enabled, 'origin'),
};

export function trigger(value: Trigger, scope: Scope): Entry {
  return entry(value.name, mapping(write(writers, value, scope), 'rows'));
}

function eventsOf(events: readonly TriggerEvent[]): Value {
  const items = events.map(eventOf);
  const [first, ...others] = items;
  return first !== undefined && others.length === 0 ? first : list(items);
}

function eventOf(event: TriggerEvent): Value {
  const columns = event.kind === 'update' ? event.columns : [];
  return columns.length === 0 ? text(event.kind) : mapping([entry('update', names(columns))]);
}

function call({ schema, name, arguments: constants }: Trigger['execute'], scope: Scope): string {
  const short = schema === undefined ? { name } : scope.shortest('routines', { schema, name });
  const parts = short.schema === undefined ? [name] : [short.schema, name];
  return `${parts.map(quoteName).join('.')}(${constants.map(quoteText).join(', ')})`;
}
