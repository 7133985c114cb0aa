import { type Element, type ElementKind, type ElementTypes, kindNames } from '../../model/element.ts';
import { nameForPeople } from '../../model/id.ts';
import { plural } from '../words.ts';
import {
  columnType,
  columnValue,
  foreignKeyAction,
  indexElements,
  nameList,
  referencedColumns,
  routineResult,
  sqlText,
  triggerEvents,
} from './values.ts';

/** `table public.users`, `column public.users.email`: how messages call an element. */
export function elementName(element: Element): string {
  return `${kindNames[element.kind].singular} ${element.id.slice(element.kind.length + 1)}`;
}

/** `column email`: how it is called where its table is named already. */
export function partName(element: Element): string {
  return `${kindNames[element.kind].singular} ${nameForPeople(element.value.name)}`;
}

/** What an element is, in a few words: `varchar(255) not null`, `(13 columns, 3 indexes)`. May be empty. */
export function elementDetail<K extends ElementKind>(element: Element<K>): string {
  const describe: Detail<K> = details[element.kind as K];
  return describe(element.value as ElementTypes[K]);
}

type Detail<K extends ElementKind> = (value: ElementTypes[K]) => string;

const details: { readonly [K in ElementKind]: Detail<K> } = {
  schema: () => '',
  extension: ({ version }) => (version === undefined ? '' : `version ${version}`),
  enum: ({ values }) => `(${values.map(({ value }) => value).join(', ')})`,
  domain: ({ type }) => `as ${columnType(type, { kind: 'none' })}`,
  sequence: ({ type }) => `as ${type}`,
  function: ({ returns, language }) => `returns ${routineResult(returns)}, ${language}`,
  procedure: ({ language }) => language,
  table: ({ columns, indexes, triggers }) => {
    const counts = [plural(columns.length, 'column')];
    if (indexes.length > 0) counts.push(plural(indexes.length, 'index', 'indexes'));
    if (triggers.length > 0) counts.push(plural(triggers.length, 'trigger'));
    return `(${counts.join(', ')})`;
  },
  column: ({ type, value, notNull }) => {
    const words = [columnType(type, value)];
    if (notNull) words.push('not null');
    if (value.kind !== 'none' && value.kind !== 'serial') words.push(columnValue(value));
    return words.join(' ');
  },
  primary_key: ({ columns }) => nameList(columns),
  unique: ({ columns }) => nameList(columns),
  check: ({ expression }) => `(${sqlText(expression)})`,
  foreign_key: ({ columns, references, onDelete, onUpdate }) => {
    const words = [`${nameList(columns)} → ${referencedColumns(references)}`];
    if (onDelete.kind !== 'no action') words.push(`on delete ${foreignKeyAction(onDelete)}`);
    if (onUpdate.kind !== 'no action') words.push(`on update ${foreignKeyAction(onUpdate)}`);
    return words.join(' ');
  },
  exclusion: ({ elements, method }) => `using ${method} ${indexElements(elements)}`,
  index: ({ elements, unique, method, where }) => {
    const words = [indexElements(elements)];
    if (method !== 'btree') words.unshift(`using ${method}`);
    if (unique) words.unshift('unique');
    if (where !== undefined) words.push(`where ${sqlText(where)}`);
    return words.join(' ');
  },
  trigger: ({ timing, events }) => `${timing} ${triggerEvents(events)}`,
  view: () => '',
  materialized_view: ({ indexes }) =>
    indexes.length === 0 ? '' : `(${plural(indexes.length, 'index', 'indexes')})`,
};
