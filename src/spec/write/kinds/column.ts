import type { Column, ColumnValue } from '../../../model/schema-object.ts';
import { comment, expression, given, whenTrue } from '../common.ts';
import type { Scope } from '../names.ts';
import { typeText } from '../type-text.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, flag, mapping, sql, text } from '../yaml/value.ts';
import { sequenceOptions } from './sequence-options.ts';

const writers: Writers<'column'> = {
  type: ({ type, value }, scope) => {
    const serial = value.kind === 'serial' ? serials.get(type.name) : undefined;
    return [entry('type', text(serial ?? typeText(type, scope)))];
  },
  collation: ({ collation }) => given('collate', collation),
  notNull: ({ notNull, value }) =>
    whenTrue('not_null', notNull && value.kind !== 'serial' && value.kind !== 'identity'),
  value: ({ value }) => valueEntries(value),
  comment,
};

const serials: ReadonlyMap<string, string> = new Map([
  ['smallint', 'smallserial'],
  ['integer', 'serial'],
  ['bigint', 'bigserial'],
]);

function valueEntries(value: ColumnValue): readonly Entry[] {
  switch (value.kind) {
    case 'none':
    case 'serial':
      return [];
    case 'default':
      return expression('default', value.expression);
    case 'identity':
      return [entry('identity', identity(value))];
    case 'generated':
      return [entry('generated', value.stored ? sql(value.expression) : virtual(value))];
  }
}

function identity({ always, options }: Extract<ColumnValue, { readonly kind: 'identity' }>) {
  const generated = text(always ? 'always' : 'by default');
  const others = sequenceOptions(options);
  return others.length === 0 ? generated : mapping([entry('generated', generated), ...others]);
}

function virtual({ expression: as }: Extract<ColumnValue, { readonly kind: 'generated' }>) {
  return mapping([entry('as', sql(as)), entry('stored', flag(false))]);
}

/** Where the entries of a table's constraints stand among those of their column, as people order them. */
const order = [
  ...['type', 'collate', 'identity', 'primary_key', 'not_null', 'unique', 'default', 'generated'],
  ...['check', 'references', 'comment'],
];

function place({ key }: Entry): number {
  const position = order.indexOf(key);
  return position === -1 ? order.length : position;
}

/** What a table knows of a column. */
type InTable = {
  /** Entries of the constraints that stand with it. */
  readonly constraints: readonly Entry[];
  /** Of the primary key, so that it needs no `not_null`. */
  readonly isInKey: boolean;
};

/** A column, its type alone where there is nothing else. */
export function column(value: Column, { constraints, isInKey }: InTable, scope: Scope): Entry {
  const own = write(writers, value, scope).filter(({ key }) => !isInKey || key !== 'not_null');
  const entries = [...own, ...constraints].sort((a, b) => place(a) - place(b));
  const [type, ...others] = entries;
  const isShort = type !== undefined && others.length === 0;
  return entry(value.name, isShort ? type.value : mapping(entries));
}
